import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { openEmbedder } from '../../../server/models/index.ts';
import { openTested } from '../../../server/tuning/data/tested.ts';
import { testEmbedder } from '../../support/models.ts';
import { silentLog } from '../../support/store.ts';

type Row = { same: boolean; test: string; expected: string; lesson: string; answer: string };

beforeAll(async () => {
  await testEmbedder();
}, 600_000);

test('tests in other words are not taught, and questions that only sound like them are', async () => {
  const lines = await readFile('tests/fixtures/asked-alike.jsonl', 'utf8');
  const rows = lines
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line));
  await using embedder = await openEmbedder({ log: silentLog, model: await testEmbedder() });
  const found: { row: Row; isTested: boolean }[] = [];
  for (const row of rows) {
    const findTested = await openTested(embedder, [{ question: row.test, answer: row.expected }]);
    const tested = await findTested([{ question: row.lesson, answer: row.answer }]);
    found.push({ row, isTested: tested !== undefined });
  }
  const wrong = (same: boolean) =>
    found.filter(({ row, isTested }) => row.same === same && isTested !== same).map(({ row }) => row.lesson);
  expect(rows.filter(({ same }) => same)).toHaveLength(44);
  expect(wrong(true).length, wrong(true).join('\n')).toBeLessThanOrEqual(4);
  expect(wrong(false).length, wrong(false).join('\n')).toBeLessThanOrEqual(2);
});
