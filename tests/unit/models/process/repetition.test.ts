import { expect, test } from 'vitest';
import { findRepetition } from '../../../../server/models/process/repetition.ts';

test.each([
  'We ship on weekdays. Orders before noon leave the same day. You can track them in your account.',
  'Call 0800 000 000 000 000 for help.',
  '- Size 40: 25.5 cm\n- Size 41: 26 cm\n- Size 42: 26.5 cm\n- Size 43: 27 cm\n',
  'Thank you. Yes. Thank you. Yes.',
  '| a | b |\n|---|---|\n| 1 | 2 |',
])('an ordinary answer is left alone: %j', (text) => {
  expect(findRepetition(text)).toEqual({ cutAt: undefined, doubtfulFrom: undefined });
});

test('a sentence said twice is cut before its second time', () => {
  const text = 'You have 30 days to send it back. Keep the box. You have 30 days to send it back. Keep';
  expect(text.slice(0, findRepetition(text).cutAt)).toBe('You have 30 days to send it back. Keep the box.');
});

test('a sentence that begins as an earlier one is in doubt until it parts from it', () => {
  const begun = 'You can return boots within a month. You can return';
  expect(findRepetition(begun)).toEqual({ cutAt: undefined, doubtfulFrom: begun.indexOf('. You') + 1 });
  expect(findRepetition(`${begun} tents`).doubtfulFrom).toBeUndefined();
});

test('a loop at the end is cut after its first unit', () => {
  const text = `The sizes are ${'large, small, '.repeat(6)}`;
  expect(text.slice(0, findRepetition(text).cutAt)).toBe('The sizes are large, small,');
});
