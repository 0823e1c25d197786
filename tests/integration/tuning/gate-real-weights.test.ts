import { expect, test } from 'vitest';
import { openEmbedder, openGenerator } from '../../../server/models/index.ts';
import { compareVersions, formatComparison, type QuestionRow } from '../../../server/tuning/index.ts';
import { createTestApp, TEST_BOT_ID } from '../../support/app.ts';
import { testModels } from '../../support/models.ts';
import { silentLog } from '../../support/store.ts';

const QUESTIONS: readonly QuestionRow[] = [
  {
    id: 'boots',
    question: 'Can I return unworn boots?',
    reference: 'Yes, within 30 days.',
    answerable: true,
  },
  {
    id: 'delivery',
    question: 'How much does standard delivery cost?',
    must_include: ['4 euros'],
    answerable: true,
  },
  { id: 'tents', question: 'Which tents do you rent for festivals?', answerable: false },
];

test('real weights: the model’s own words are measured to their end, the quotes need no model', {
  timeout: 300_000,
}, async () => {
  const { generator: model, embedder: encoder } = await testModels();
  await using generator = await openGenerator({ log: silentLog, model, threads: 2 });
  await using embedder = await openEmbedder({ log: silentLog, model: encoder, threads: 2 });
  await using app = await createTestApp({ overrides: { generator, embedder } });
  const { comparing } = app.context;
  const input = { actor: 'key:staff', botId: TEST_BOT_ID, candidate: 'untuned', questions: QUESTIONS };
  const comparison = await compareVersions(comparing, input);
  const [candidate, quotes] = comparison.report?.answerers ?? [];
  expect(candidate?.roles).toEqual(['candidate', 'untuned', 'release']);
  expect(quotes?.roles).toEqual(['extractive']);
  const asked = candidate?.items.filter(({ own }) => own !== null) ?? [];
  expect(asked.length).toBeGreaterThan(0);
  for (const { own, firstSentenceMs, kind } of asked) {
    expect(own?.text).not.toBe('');
    if (kind === 'model') expect(firstSentenceMs).toBeGreaterThan(0);
  }
  expect(quotes?.items.every(({ own, kind }) => own === null && kind !== 'model')).toBe(true);
  expect(candidate?.items.find(({ id }) => id === 'tents')?.kind).toBe('refusal');
  expect(comparison.verdict?.verdict).not.toBe('better');
  expect(formatComparison(comparison)).toContain('candidate = untuned = release');
});
