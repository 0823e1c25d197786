import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { checkText } from '../../../server/answering/index.ts';
import { readMarkdown } from '../../../server/knowledge/extract/read-markdown.ts';
import { splitDocument } from '../../../server/knowledge/split/split-document.ts';

type Labelled = { document: string; kind: string; sentence: string };

const ROOT = join(import.meta.dirname, '../../..');
const labelled: Labelled[] = readFileSync(join(ROOT, 'tests/fixtures/labelled-sentences.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
let judged: (Labelled & { shown: boolean })[] = [];

/** Against every passage of the document, which is more than a turn looks at, and so harder. */
beforeAll(() => {
  const passagesOf = new Map(labelled.map(({ document }) => [document, readPassages(document)]));
  judged = labelled.map((row) => {
    const passages = passagesOf.get(row.document) ?? [];
    const checks = checkText({ text: row.sentence, passages, question: '', organisation: 'Larch & Loft' });
    return { ...row, shown: checks.every(({ supported }) => supported) };
  });
});

function readPassages(document: string) {
  const text = readFileSync(join(ROOT, 'knowledge/larch-and-loft/documents', document), 'utf8');
  return splitDocument(readMarkdown(text)).map((passage, at) => ({ ...passage, passageId: String(at) }));
}

function shareShown(kind: string): number {
  const rows = judged.filter((row) => row.kind === kind);
  return rows.filter(({ shown }) => shown).length / rows.length;
}

test('nearly all that is shown is supported, and nearly all that is supported is shown', () => {
  const shown = judged.filter((row) => row.shown);
  const precision = shown.filter(({ kind }) => kind === 'supported').length / shown.length;
  expect(precision).toBeGreaterThanOrEqual(0.93);
  expect(shareShown('supported')).toBeGreaterThanOrEqual(0.95);
});

test.each(['number', 'currency', 'unit', 'link'])('a wrong or invented %s is never shown', (kind) => {
  expect(shareShown(kind)).toBe(0);
});

test.each([
  ['date', 0.07],
  ['negation', 0.1],
  ['policy', 0.08],
  ['name', 0.16],
])('a wrong %s is rarely shown', (kind, most) => {
  expect(shareShown(kind)).toBeLessThanOrEqual(most);
});
