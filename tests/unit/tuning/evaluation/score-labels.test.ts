import { expect, test } from 'vitest';
import { type LabelRow, scoreLabels } from '../../../../server/tuning/evaluation/score-labels.ts';

function label(id: string, sentence: string, given: Partial<LabelRow> = {}): LabelRow {
  const judged = { supported: true, cited: true, answers: 'yes' as const };
  return { id, question: 'Why?', sentence, document: 'a.md', heading: 'A', ...judged, ...given };
}

test('each measure is a share of the labelled sentences, and what has no label is told', () => {
  const shown = (sentence: string) => ({ sentence, document: 'a.md' });
  const items = [
    { id: 'one', shown: [shown('Yes.'), shown('No.')] },
    { id: 'two', shown: [shown('Yes.'), shown('Perhaps.')] },
    { id: 'three', shown: [] },
  ];
  const score = scoreLabels({ items }, [
    label('one', 'Yes.'),
    label('one', 'No.', { supported: false, cited: false, answers: 'no', reason: 'row' }),
    label('two', 'Yes.', { cited: false, answers: 'partly', reason: 'other page' }),
    label('two', 'Never shown.'),
  ]);
  expect(score.sentences).toBe(4);
  expect(score.unlabelled).toEqual([{ id: 'two', sentence: 'Perhaps.', document: 'a.md' }]);
  expect(score.measures['supported by the documents']).toMatchObject({ value: 2 / 3, items: 3 });
  expect(score.measures['held by the passage cited']).toMatchObject({ value: 1 / 3 });
  expect(score.measures['answers the question']).toMatchObject({ value: 1 / 3 });
  expect(score.measures['answers it at least partly']).toMatchObject({ value: 2 / 3 });
  expect(score.reasons).toEqual({ row: 1, 'other page': 1 });
});
