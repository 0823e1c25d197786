import { expect, test } from 'vitest';
import { checkSentence } from '../../../server/answering/check-sentence.ts';
import { evidenceOf } from '../../../server/answering/evidence.ts';

const TABLE = [
  'Boat: Otter 2; 1 hour: £9; 4 hours: £24; Deposit: £50',
  'Boat: Otter 4; 1 hour: £14; 4 hours: £39; Deposit: £80',
  'Boat: Raft; 1 hour: £30; 4 hours: £70; Deposit: £120',
].join('\n');

function check(text: string, sentence: string, question: string) {
  const evidence = [evidenceOf({ passageId: 'p', titlePath: ['Boat hire'], text })];
  return checkSentence(sentence, { evidence, question, allowedNames: 'Mere Boats' }).supported;
}

test.each([
  [
    'the row that it names',
    'The Otter 2 costs £9 for 1 hour.',
    'What does the Otter 2 cost for 1 hour?',
    true,
  ],
  ['another row than it names', 'The Otter 2 costs £14 for 1 hour.', 'What does the Otter 2 cost?', false],
  ['the row that was asked for', 'The deposit is £120.', 'What is the deposit for a raft?', true],
  ['another row than was asked for', 'The deposit is £80.', 'What is the deposit for a raft?', false],
  ['another column than was asked for', 'The deposit is £70.', 'What is the deposit for a raft?', false],
  ['a column that it names', 'The raft costs £70 for 4 hours.', 'How much is a raft?', true],
])('numbers of a table: %s', (_name, sentence, question, isSupported) => {
  expect(check(TABLE, sentence, question)).toBe(isSupported);
});

const PENDING =
  'Payment\nA payment is booked within 12 hours.\nUntil somebody has booked it, your payment is shown as open.';

test.each([
  ['Until somebody has booked it, your payment is shown as open.', true],
  ['Until somebody has booked it.', false],
])('a clause at the front does not lean on the question, a fragment does: %s', (sentence, isSupported) => {
  expect(check(PENDING, sentence, 'Something odd stands in my list, what now?')).toBe(isSupported);
});

const WASH = 'Let us wash it\nOur laundry costs £32 for a coat and £46 for a blanket.\nIt takes 10 days.';

test.each([
  ['It costs £32 for a coat.', 'What does your laundry cost for a coat?', true],
  ['It costs £32 for a coat.', 'What does a new lining for my coat cost?', false],
  ['Yes, it takes 10 days.', 'Do you mend torn sails?', false],
  ['It takes 10 days.', 'How long does your laundry take in Eastmere?', false],
  ['Wash it for £32.', 'Where do I report a lost ticket?', false],
  ['Our laundry costs £32 for a coat.', 'What does a new lining for my coat cost?', true],
])('what leans on the question is about what was asked: %s %s', (sentence, question, isSupported) => {
  expect(check(WASH, sentence, question)).toBe(isSupported);
});

test.each([
  [
    'We lower our prices within 7 days.',
    'If we lower our prices within 7 days, we pay back the difference.',
    false,
  ],
  [
    'We pay back the difference.',
    'If we lower our shop prices within 7 days, we pay back the difference.',
    false,
  ],
  [
    'We keep the boat 2 hours more.',
    'Call before noon at the jetty and we keep the boat 2 hours more.',
    false,
  ],
  [
    'We keep it 2 hours more.',
    'We keep it\nUntil 3 hours are over.\nCall us first and we keep it 2 hours more.',
    false,
  ],
  ['Call before noon at the jetty and we keep it.', 'Call before noon at the jetty and we keep it.', true],
  ['We take cheques.', 'We take cards and cheques (clubs only).', false],
  ['We take cheques of clubs only.', 'We take cards and cheques (clubs only).', true],
  ['We take cards.', 'We take cards and cheques (clubs only).', true],
  ['West Quay, West Quay: open.', 'East Pier and West Quay: open.', false],
  ['You get 2 stamps for each ride.', 'You got 2 stamps for each ride.', false],
  ['You got 2 stamps for each ride.', 'You got 2 stamps for each ride.', true],
  ['Rides are free between 1 March and 30 April.', 'Rides are free between 30 March and 1 April.', false],
  ['We are shut on 25 December.', 'We are shut on 24, 25 and 26 December.', true],
])(
  'neither a condition nor what is over nor half a date is told as the fact: %s',
  (sentence, text, isSupported) => {
    expect(check(text, sentence, 'Tell me about prices and rides')).toBe(isSupported);
  },
);

test('a condition that the question names need not be said again', () => {
  const text = 'If we lower our prices within 7 days, we pay back the difference.';
  const question = 'You lowered the price within days of my ride, do I get the difference?';
  expect(check(text, 'We pay back the difference.', question)).toBe(true);
});

test('what only says the question again says nothing', () => {
  const text = 'Shoe: 43; UK: 9\nShoe: 44; UK: 10';
  expect(check(text, 'A UK 9.', 'What shoe size is a UK 9?')).toBe(false);
  expect(check(text, 'A UK 9 is a 43.', 'What shoe size is a UK 9?')).toBe(true);
  expect(check('Dogs are welcome.', 'Dogs are welcome.', 'Are dogs welcome?')).toBe(true);
});
