import { expect, test } from 'vitest';
import { passageSentences } from '../../../server/answering/passage-sentences.ts';
import { misreadsRow } from '../../../server/answering/row-in-words.ts';
import { searchHit } from '../../support/search-hit.ts';

function misread(question: string, sentence: string, table: string): boolean {
  const passage = searchHit({
    titlePath: ['Accounts of the bank'],
    text: `Fees\nAsk at the counter.\n${table}`,
  });
  const ranked = passageSentences(passage).map((line, position) => ({
    ...line,
    passage,
    position,
    score: 0.5,
    cosine: 0.5,
  }));
  return misreadsRow(sentence, question, passage, ranked);
}

const WHOLE = 'Account: Oak; Monthly fee: £4; Card: £12\nAccount: Ash; Monthly fee: £6; Card: £15';
const ASKED = 'Account: Oak; Card: £12\nAccount: Ash; Card: £15';

test('a sentence says the cell of the row that was asked for', () => {
  expect(misread('What does a card cost with Oak?', 'The Oak card costs £12.', ASKED)).toBe(false);
  expect(misread('What does Oak cost?', 'The monthly fee of Oak is £4.', WHOLE)).toBe(false);
  expect(misread('Where do I ask?', 'You can ask at the counter.', WHOLE)).toBe(false);
});

test('a column that nobody named and no cell at all are misread', () => {
  expect(misread('And with Oak?', 'The Oak is £12.', WHOLE)).toBe(true);
  expect(misread('What about the card of Oak?', 'The card account is the Oak account.', ASKED)).toBe(true);
});

test('a sentence with a semicolon is no row', () => {
  const line = 'Letters are kept for 2 years, then burnt; we use them for nothing else.';
  expect(misread('How long do you keep letters?', 'We keep 2 years of letters.', line)).toBe(false);
});

test('cells without a name are shown, not worded', () => {
  expect(misread('What is the fee of Oak?', 'The fee of Oak is £4.', 'Oak; £4; £12\nAsh; £6; £15')).toBe(
    true,
  );
});
