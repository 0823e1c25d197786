import { describe, expect, test } from 'vitest';
import { contradict } from '../../../../server/tuning/data/contradict.ts';
import { elliptical } from '../../../../server/tuning/data/follow-up.ts';
import { paraphrase } from '../../../../server/tuning/data/paraphrase.ts';
import { declines, plainAnswer } from '../../../../server/tuning/data/taught-pair.ts';
import { keyWords, likeness } from '../../../../server/tuning/data/words.ts';

describe('a second question is shortened only where it stays clear', () => {
  test.each([
    ['How long does standard delivery take?', 'How long does express delivery take?', 'And express?'],
    ['What does the Teal kettle cost?', 'What does the Plum kettle cost?', 'And the Plum?'],
    ['Can I return a hat?', 'Can I return a lamp bought in a sale?', undefined],
    ['Do you post to Iceland?', 'Do you post to Malta?', undefined],
    ['Can I pay in cash?', 'When do you open?', undefined],
    ['How long is it valid?', 'How long is it valid?', undefined],
  ])('%s / %s', (first, second, expected) => {
    expect(elliptical(first, second)).toBe(expected);
  });
});

test('a paraphrase keeps every number and name, and is the same for the same seed', () => {
  const question = 'How long do I have to return the Teal kettle after 24 December?';
  const written = Array.from({ length: 40 }, (_, seed) => paraphrase(question, seed) ?? question);
  for (const text of written) {
    expect(text.toLowerCase()).toContain('24');
    expect(text.toLowerCase()).toContain('teal');
  }
  expect(new Set(written).size).toBeGreaterThan(6);
  expect(paraphrase(question, 3)).toBe(paraphrase(question, 3));
});

test.each([
  ['I find nothing about kayaks on our pages. Shall I bring in a colleague?', true],
  ['Dyeing is not mentioned in our pages. I can bring in somebody from the team.', true],
  ['No, hats cannot be returned.', false],
  ['You cannot find the size on the label; ask a colleague in the shop.', true],
  ['Write to our team.', false],
])('declines or answers: %s', (answer, expected) => {
  expect(declines(answer)).toBe(expected);
});

test('marks that serving adds are no part of what is taught', () => {
  expect(plainAnswer('It costs **£6**. [1]\nAsk  us. [2]')).toBe('It costs £6. Ask us.');
});

test.each([
  ['Yes, within 30 days.', 'No, never.', true],
  ['Within 30 days.', 'You have 14 days.', true],
  ['Within 30 days.', 'You have 30 days.', false],
  ['It is free.', 'Nothing.', false],
])('two answers contradict each other: %s / %s', (one, other, expected) => {
  expect(contradict({ answer: one }, { answer: other })).toBe(expected);
});

test('words that carry no meaning do not make texts alike', () => {
  expect(likeness(keyWords('Do you have the lamp?'), keyWords('Do you have the kettle?'))).toBe(0);
  expect(likeness(keyWords('Can lamps be returned?'), keyWords('may I return a lamp'))).toBe(1);
});
