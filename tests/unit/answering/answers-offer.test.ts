import { expect, test } from 'vitest';
import { answersOffer } from '../../../server/answering/answers-offer.ts';

const refusal = 'I could not find this. Shall I bring a colleague in?';
const after = (content: string) => [
  { role: 'user' as const, content: 'Who won the cup in 1966?' },
  { role: 'assistant' as const, content },
];

test.each([
  ['yes', 'yes'],
  ['Yes please!', 'yes'],
  ['yeah go on then', 'yes'],
  ['sure, that would be great', 'yes'],
  ['ok', 'yes'],
  ['please do', 'yes'],
  ['of course', 'yes'],
  ['why not', 'yes'],
  ['I would like that, thank you', 'yes'],
  ['no', 'no'],
  ['No thanks', 'no'],
  ['nah, its fine', 'no'],
  ['not now', 'no'],
  ['no need, thank you very much', 'no'],
  ['thanks', undefined],
  ['ok thanks', undefined],
  ["it's ok", undefined],
  ['yes, but how long does delivery take?', undefined],
  ['no refund on sale boots?', undefined],
  ['???', undefined],
  ['ok '.repeat(600), undefined],
])('after the offer of a person, %s says %s', (message, said) => {
  expect(answersOffer(message, after(refusal), { refusal })).toBe(said);
});

test.each([
  ['after anger', 'I am sorry about this. Would you like to talk to a person?', 'yes'],
  ['for one of two questions', `It costs £4. [1]\n\nAs to your other question: ${refusal}`, 'yes'],
  ['not asked by an answer', 'Boots can be returned within 30 days. [1]', undefined],
] as const)('a person is offered: %s', (_case, reply, said) => {
  expect(answersOffer('yes please', after(reply), { refusal })).toBe(said);
});

test('a refusal that asks nothing, another reply since, and a first message leave yes without meaning', () => {
  const flat = 'I could not find this.';
  expect(answersOffer('yes', after(flat), { refusal: flat })).toBeUndefined();
  expect(answersOffer('yes', [...after(refusal), ...after('You are welcome.')], { refusal })).toBeUndefined();
  expect(answersOffer('yes', [], { refusal })).toBeUndefined();
});
