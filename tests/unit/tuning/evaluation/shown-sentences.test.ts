import { expect, test } from 'vitest';
import type { AnswerEvent } from '../../../../server/answering/index.ts';
import type { Source } from '../../../../server/contract/index.ts';
import { collectShown } from '../../../../server/tuning/evaluation/shown-sentences.ts';

const returns = sourceOf(1, 'returns');
const refunds = sourceOf(2, 'refunds');

function sourceOf(number: number, name: string): Source {
  return {
    number,
    passageId: `p-${name}`,
    documentId: `d-${name}`,
    titlePath: [name, 'In short'],
    text: `About ${name}.`,
  };
}

function shownBy(events: readonly AnswerEvent[]): [string, string][] {
  const shown = collectShown(({ documentId }) => `${documentId}.md`);
  for (const event of events) shown.note(event);
  return shown.sentences.map(({ sentence, document }) => [sentence, document]);
}

test('every sentence has the passage whose number was shown last', () => {
  const events: AnswerEvent[] = [
    { type: 'status', status: 'writing' },
    { type: 'sources', sources: [returns] },
    { type: 'text', delta: 'You have 60 days. A label costs £3.50. [1]' },
    { type: 'text', delta: ' Keep the receipt.' },
    { type: 'sources', sources: [returns, refunds] },
    { type: 'text', delta: ' Money comes within 5 days. [2]' },
    { type: 'text', delta: ' Boxes do not matter. [1]' },
  ];
  expect(shownBy(events)).toEqual([
    ['You have 60 days.', 'd-returns.md'],
    ['A label costs £3.50.', 'd-returns.md'],
    ['Keep the receipt.', 'd-returns.md'],
    ['Money comes within 5 days.', 'd-refunds.md'],
    ['Boxes do not matter.', 'd-returns.md'],
  ]);
});

test('what says nothing without the line before it is one with that', () => {
  const deltas = ['Not taken back:\n- Ropes\n- Fuel\nHave you a question? No. It is fine. [1]'];
  const events = deltas.map((delta): AnswerEvent => ({ type: 'text', delta }));
  expect(shownBy([{ type: 'sources', sources: [returns] }, ...events]).map(([sentence]) => sentence)).toEqual(
    ['Not taken back: - Ropes - Fuel', 'Have you a question? No. It is fine.'],
  );
});

test('what cites nothing is left out, and the passage is told as it was found', () => {
  expect(shownBy([{ type: 'text', delta: 'I could not find that.' }])).toEqual([]);
  const shown = collectShown(() => 'returns.md');
  shown.note({ type: 'sources', sources: [returns] });
  shown.note({ type: 'text', delta: 'You have 60 days. [1]' });
  expect(shown.sentences).toEqual([
    {
      sentence: 'You have 60 days.',
      document: 'returns.md',
      heading: 'returns > In short',
      passage: 'About returns.',
    },
  ]);
});
