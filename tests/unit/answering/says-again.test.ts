import { expect, test } from 'vitest';
import { passageSentences } from '../../../server/answering/passage-sentences.ts';
import { saysAgain } from '../../../server/answering/says-again.ts';
import type { HistoryMessage } from '../../../server/contract/index.ts';
import { searchHit } from '../../support/search-hit.ts';

const LINE = 'Canoes come back to the jetty before sunset.';
const passage = searchHit({ titlePath: ['Canoes'], text: `Return\n${LINE}` });
const ranked = passageSentences(passage).map((sentence, position) => ({
  ...sentence,
  passage,
  position,
  score: 0.5,
  cosine: 0.5,
}));
const TOLD: HistoryMessage[] = [
  { role: 'user', content: 'When do canoes come back?' },
  { role: 'assistant', content: `${LINE} Please tie them up.` },
];

test.each([
  ['something else', 'Who won the football?', true],
  ['another side of it that the line does not speak of', 'and how much does parking cost there?', true],
  ['the same again', 'So the canoes come back before sunset?', false],
  ['of what was talked about, in a word', 'and why?', false],
])('a line that was just told is told again, asked %s: %s', (_what, question, isRepeated) => {
  expect(saysAgain(question, TOLD, ranked)).toBe(isRepeated);
});

test('a line that was told earlier in the conversation counts as told', () => {
  const later: HistoryMessage[] = [...TOLD, { role: 'assistant', content: 'We have a car park.' }];
  expect(saysAgain('Who won the football?', later, ranked)).toBe(true);
});

test('a line that was not told yet is no repetition', () => {
  const other: HistoryMessage[] = [{ role: 'assistant', content: 'We have a car park.' }];
  expect(saysAgain('Who won the football?', other, ranked)).toBe(false);
  expect(saysAgain('Who won the football?', [], ranked)).toBe(false);
});
