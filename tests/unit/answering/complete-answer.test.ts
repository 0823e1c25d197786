import { expect, test } from 'vitest';
import { exceptionLeftOut, lineLeftOut } from '../../../server/answering/complete-answer.ts';
import type { RankedSentence } from '../../../server/answering/rank-sentences.ts';
import { searchHit } from '../../support/search-hit.ts';

const PASSAGE = searchHit({ titlePath: ['Returns'], text: '' });

/** The sentences of one passage; the one that starts with `closest` is the closest. */
function rankedWith(closest: string): RankedSentence[] {
  return [
    'Unused items can be returned within 60 days.',
    'A return in short:',
    '- It has its label.',
    '- It is clean.',
    'Parcels go out on Mondays.',
  ].map((text, position) => ({
    text,
    heading: 'Returns',
    position,
    passage: PASSAGE,
    cosine: 0.5,
    score: text.startsWith(closest) ? 0.8 : 0.5,
  }));
}

test('a line of which the answer says less than half is left out', () => {
  const ranked = rankedWith('Unused');
  expect(lineLeftOut('Parcels go out on Mondays. [1]', ranked)).toEqual({
    passage: PASSAGE,
    text: 'Unused items can be returned within 60 days.',
  });
  expect(lineLeftOut('Yes, returning them unused within 60 days is fine. [1]', ranked)).toBeUndefined();
});

test('a row of a table is said where its values are, whatever its columns are called', () => {
  const ranked = rankedWith('Unused').map((item) =>
    item.text.startsWith('Unused') ? { ...item, text: 'Item: Canoe with paddles; 7 days: £45' } : item,
  );
  expect(lineLeftOut('The price for a canoe with paddles is £45. [1]', ranked)).toBeUndefined();
  expect(lineLeftOut('The price for a canoe with paddles is £54. [1]', ranked)?.text).toBe(
    'Item: Canoe with paddles; 7 days: £45',
  );
});

test('a line that introduces a list brings the list along', () => {
  expect(lineLeftOut('Yes.', rankedWith('A return'))?.text).toBe(
    'A return in short:\n- It has its label.\n- It is clean.',
  );
});

test('an item of a list comes with the line above the list', () => {
  expect(lineLeftOut('Yes.', rankedWith('- It has'))?.text).toBe('A return in short:\n- It has its label.');
});

test('the conditions that follow the line are left out where the answer has none of them', () => {
  const ranked = rankedWith('Unused').map((item) =>
    item.text.startsWith('A return') ? { ...item, text: 'The item must meet these conditions:' } : item,
  );
  const conditions = 'The item must meet these conditions:\n- It has its label.\n- It is clean.';
  expect(lineLeftOut('Yes, unused items can be returned within 60 days. [1]', ranked)?.text).toBe(conditions);
  const whole =
    'Unused items can be returned within 60 days where the item meets the conditions: label, clean.';
  expect(lineLeftOut(whole, ranked)).toBeUndefined();
});

test('nothing is left out where nothing was found', () => {
  expect(lineLeftOut('Yes.', [])).toBeUndefined();
});

test('what is denied of a word that was asked about, and that the answer lacks, is an exception', () => {
  const ranked = [
    { heading: 'What we insure', text: 'We insure every boat that is kept in a harbour.', score: 0.8 },
    { heading: 'What we do not insure', text: 'Rafts, boats under repair and jet skis.', score: 0.6 },
    { heading: 'Paying', text: 'You cannot pay with a cheque.', score: 0.6 },
  ].map((item, position) => ({ ...item, position, passage: PASSAGE, cosine: 0.5 }));
  const answer = 'We insure every boat that is kept in a harbour. [1]';
  expect(exceptionLeftOut(answer, "it's a raft (insure boat)", ranked)?.text).toBe(
    'What we do not insure: Rafts, boats under repair and jet skis.',
  );
  expect(exceptionLeftOut(answer, 'and can i pay by cheque', ranked)?.text).toBe(
    'You cannot pay with a cheque.',
  );
  expect(exceptionLeftOut(answer, 'do you insure a boat', ranked)).toBeUndefined();
});
