import { expect, test } from 'vitest';
import { pairsOf } from '../../../widget/console/features/compare/outcomes.ts';
import type { ComparedItem, Report } from '../../../widget/console/queries/comparisons.ts';
import { comparedItem, declinedItem } from '../../support/compared.ts';

type Item = Parameters<typeof comparedItem>[1];

function report(candidate: ComparedItem[], untuned: ComparedItem[]): Report {
  const answerer = (role: 'candidate' | 'untuned', items: ComparedItem[]) => ({
    roles: [role],
    versionId: null,
    measures: {},
    firstSentenceMs: null,
    items,
  });
  return {
    answerers: [answerer('candidate', candidate), answerer('untuned', untuned)],
    differences: [],
    questions: candidate.length,
    elapsedMs: 1,
  };
}

const item = (id: string, given?: Item) => comparedItem(id, given);
const outcomes = (candidate: ComparedItem[], untuned: ComparedItem[]) =>
  pairsOf(report(candidate, untuned), 'untuned').map((pair) => `${pair.candidate.id} ${pair.outcome}`);

test('what was right and is wrong now comes first, what did not change last', () => {
  const now = [item('same'), item('lost', { keyFacts: 0 }), item('won'), item('near', { rougeL: 0.9 })];
  const before = [item('same'), item('lost'), item('won', { kind: 'refusal' }), item('near')];
  expect(outcomes(now, before)).toEqual(['lost regression', 'won fixed', 'near better', 'same same']);
});

test('declining is right where there is no answer, and only there', () => {
  const answered = item('a', { answerable: false });
  expect(outcomes([answered], [declinedItem('a')])).toEqual(['a regression']);
  expect(outcomes([declinedItem('a')], [answered])).toEqual(['a fixed']);
  expect(outcomes([item('b', { kind: 'refusal' })], [item('b')])).toEqual(['b regression']);
});

test('nothing is compared with an answerer that was not asked', () => {
  expect(pairsOf(report([item('a')], [item('a')]), 'extractive')).toEqual([]);
});
