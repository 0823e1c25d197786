import { expect, test } from 'vitest';
import { checkSentence } from '../../../server/answering/check-sentence.ts';
import { evidenceOf } from '../../../server/answering/evidence.ts';

const evidence = [
  {
    passageId: 'returns',
    titlePath: ['Returns policy', 'How long you have'],
    text:
      'You can return an item within 60 days of delivery. A return label costs £3.50, which we take off the refund. ' +
      'We refund within 5 working days. Sale items cannot be exchanged. Write to help@larch.example or call from 9am to 5:30pm. ' +
      'Orders placed before 24 December may be returned until 31 January. The Heron 2 tent weighs 1,450 g.',
  },
  {
    passageId: 'boots',
    titlePath: ['Boots worn outside'],
    text: 'Yes, you can send back boots you have worn outside.\nThey must be clean and dry.\nWe do not refund a Trail Test to a card.\nIt is once a year for each customer.',
  },
].map(evidenceOf);

const context = { evidence, question: 'Can I return my order by post?', allowedNames: 'Larch & Loft' };
const check = (sentence: string, question = context.question) =>
  checkSentence(sentence, { ...context, question });

test.each([
  ['You can return items within 60 days of delivery.', 'returns'],
  ['Yes, you can return an item within sixty days of delivery.', 'returns', 'Can I return an item?'],
  ['The return label costs £3.50 and is taken off the refund.', 'returns'],
  ['Refunds are made within 5 working days.', 'returns'],
  ['You cannot exchange sale items.', 'returns'],
  ['No, sale items can’t be exchanged.', 'returns', 'Can sale items be exchanged?'],
  ['You can call us from 9 am to 17:30.', 'returns'],
  ['Please write to help@larch.example.', 'returns'],
  ['The Heron 2 tent weighs 1450 g.', 'returns'],
  ['At Larch & Loft, you can send back boots worn outside.', 'boots'],
  ['A Trail Test is not refunded to a card.', 'boots'],
  ['The boots must be clean and dry.', 'boots'],
])('supports: %s', (sentence, passageId, question?: string) => {
  expect(check(sentence, question)).toMatchObject({ supported: true, passageId });
});

test.each([
  ['wrong number', 'You can return items within 90 days of delivery.'],
  ['number word', 'You can return items within ninety days of delivery.'],
  ['wrong unit', 'You can return items within 60 hours of delivery.'],
  ['wrong currency', 'The return label costs $3.50, taken off the refund.'],
  ['wrong amount', 'The return label costs £4.50, taken off the refund.'],
  ['wrong date', 'Orders placed before 24 November may be returned until 31 January.'],
  ['wrong time', 'You can call from 9am to 6:30pm.'],
  ['wrong weight unit', 'The Heron 2 tent weighs 1,450 kg.'],
  ['wrong name', 'The Osprey 2 tent weighs 1,450 g.'],
  ['new name', 'You can return an item within 60 days of delivery to Amazon.'],
  ['wrong e-mail', 'Please write to refunds@larch.example.'],
  ['invented link', 'You can return an item at https://larch.example/returns within 60 days of delivery.'],
  ['dropped negation', 'Sale items can be exchanged.'],
  ['added negation', 'You cannot return an item within 60 days of delivery.'],
  ['dropped negation, other passage', 'We refund a Trail Test to a card.'],
  ['opposite word', 'Orders placed after 24 December may be returned until 31 January.'],
  ['invented policy', 'We also offer complimentary gift wrapping with every order.'],
  ['invented promise', 'Our friendly team will gladly collect the boots from your home.'],
  ['nothing said', 'I hope this helps!'],
  ['only the question again', 'Return my order by post.'],
])('drops a sentence with %s', (_kind, sentence) => {
  expect(check(sentence)).toMatchObject({ supported: false });
});

test('says why, in words a person can read', () => {
  expect(check('You can return items within 90 days of delivery.').reason).toBe('not in the passage: 90 day');
});

test('without passages nothing is supported', () => {
  expect(checkSentence('Yes.', { ...context, evidence: [] }).supported).toBe(false);
});

test('what is said of one model is not said of another', () => {
  const page = evidenceOf({
    passageId: 'recall',
    titlePath: ['Recall of the Lantern 4'],
    text: 'Stop using the Lantern 4 if its number is low. Lantern 3 and Lantern 5 lamps are not affected. They need no new part.',
  });
  const said = (sentence: string) =>
    checkSentence(sentence, { ...context, evidence: [page], question: 'Is my lamp safe?' }).reason;
  expect(said('The Lantern 4 lamp is not affected.')).toBe('said of another: lantern 4');
  expect(said('The Lantern 5 lamp is not affected.')).toBe('supported');
  expect(said('Stop using the Lantern 4.')).toBe('supported');
});

const CLINIC = [
  {
    passageId: 'clinic',
    titlePath: ['Appointments', 'What if I cannot come?'],
    text: 'Phone the clinic on 555 0121. Send the form to bookings@clinic.nsw.gov.au.\nMore is told at clinic.nsw.gov.au/change and revenue.ie.',
  },
  {
    passageId: 'left',
    titlePath: ['Visiting', 'What you cannot bring'],
    text: '- Flowers for the ward\n- Balloons',
  },
].map(evidenceOf);

test.each([
  ['what to do in a case that is named by what is not so', 'Phone the clinic on 555 0121.', true],
  ['the address of a site, whatever it ends in', 'More is told at clinic.nsw.gov.au/change.', true],
  ['a misspelt site', 'More is told at revnue.ie.', false],
  ['another page of a site', 'More is told at clinic.nsw.gov.au/cancel.', false],
  ['what a heading denies', 'You can bring flowers for the ward.', false],
])('%s', (_what, sentence, supported) => {
  const question = 'What if I cannot come, or bring flowers?';
  expect(checkSentence(sentence, { evidence: CLINIC, question, allowedNames: 'Clinic' })).toMatchObject({
    supported,
  });
});

test('open where the page says shut, of the same day, is the opposite', () => {
  const stores = evidenceOf({
    passageId: 'stores',
    titlePath: ['Visiting us'],
    text: 'We have five stores that are open all year.\nHolidays\nAll stores are shut on 25 and 26 December and on 1 January.',
  });
  const said = { ...context, evidence: [stores], question: 'Are you open on 1 January?' };
  expect(checkSentence('Yes, all stores are open on 1 January.', said).supported).toBe(false);
  expect(checkSentence('All stores are shut on 1 January.', said).supported).toBe(true);
});

test('a choice of which only one half is told is not shown', () => {
  expect(check('You can return an item within 60 days, whichever is later.').reason).toMatch(/choose/);
});

test('numbers that a line says of different things are not told of one', () => {
  const kiln = evidenceOf({
    passageId: 'kiln',
    titlePath: ['Drying'],
    text: 'Lay three cloths below. A bowl dries in 2 days, a vase in 3 to 4 days and a wide plate in up to 6. Plates between 20 and 30 cm need 5 supports.\n- Sunday: 8 per cent off for everybody over 60',
  });
  const told = (sentence: string) =>
    checkSentence(sentence, { ...context, evidence: [kiln], question: 'How does it dry?' }).supported;
  expect(told('A wide plate up to 6 dries in 3 to 4 days.')).toBe(false);
  expect(told('A vase dries in 3 to 4 days.')).toBe(true);
  expect(told('Plates between 20 and 30 cm need 5 supports.')).toBe(true);
  expect(told('Everybody over 60 gets 8 per cent off on Sunday.')).toBe(true);
});

test('what holds only under a condition is not told without it', () => {
  const fees = evidenceOf({
    passageId: 'fees',
    titlePath: ['Fees'],
    text: 'The booking fee is refunded only when you cancel all seats of an order.',
  });
  const told = (sentence: string) =>
    checkSentence(sentence, { ...context, evidence: [fees], question: 'What about the fee?' }).supported;
  expect(told('The booking fee is refunded.')).toBe(false);
  expect(told('The booking fee is refunded when you cancel all seats.')).toBe(true);
});
