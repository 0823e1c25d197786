import { expect, test } from 'vitest';
import { withoutOtherYesNo } from '../../../server/answering/answers-yes-no.ts';

const line = 'Hiring a punt. Dogs and children';

test.each([
  [
    'a friend was asked about',
    'Can a friend collect the punt?',
    'Yes, you can collect the punt at the jetty.',
    'You can collect the punt at the jetty.',
  ],
  [
    'what is denied was asked',
    'Can I moor the punt by the weir?',
    'Yes, you can moor a punt by the lock, but not by the weir.',
    'You can moor a punt by the lock, but not by the weir.',
  ],
  [
    'what is excepted was asked',
    'Do you hire punts out in a storm?',
    'Yes, we hire punts out unless there is a storm.',
    'We hire punts out unless there is a storm.',
  ],
  ['nothing is denied', 'Are cushions free?', 'No, cushions are free.', 'Cushions are free.'],
  [
    'something else is denied',
    'Are cushions wet in the morning?',
    'No, punts cannot be reserved.',
    'Punts cannot be reserved.',
  ],
  [
    'the denial stands in a condition',
    'Is there a charge for cushions?',
    'No, if there are no cushions left, we give you a blanket.',
    'If there are no cushions left, we give you a blanket.',
  ],
])('a yes or no is left out where %s', (_what, asked, sentence, shown) => {
  expect(withoutOtherYesNo(sentence, { asked, line })).toBe(shown);
});

test.each([
  ['Can I hire a punt for a day?', 'Yes, you can hire a punt for one day.'],
  ['Are dogs allowed in a punt?', 'Yes, they may come along in a punt.'],
  ['Can I go without a pole?', 'Yes, you can go without a pole.'],
  ['can u post me a pole', 'No, we do not post poles.'],
  ['Is there a fee if I cancel?', 'No, you can cancel without a fee.'],
  ['May I bring a barbecue?', 'No, only cold food and no barbecue is allowed.'],
  ['And what then?', 'No, we never do.'],
])('asked "%s", it stays: %s', (asked, sentence) => {
  expect(withoutOtherYesNo(sentence, { asked, line })).toBe(sentence);
});
