import { expect, test } from 'vitest';
import { restsOn } from '../../../../server/tuning/data/check-target.ts';

const PAGE = 'Dogs of up to 20 kg may stay in the garden rooms. We charge 15 euros a night for each of them.';

test.each([
  ['its own words', 'Dogs up to 20 kg may stay in our garden rooms.', true],
  ['a question put behind it', 'Yes, dogs may stay in the garden rooms. Shall I book one?', true],
  ['a number that is not there', 'Dogs up to 25 kg may stay in the garden rooms.', false],
  ['a price that is not there', 'We charge 20.50 euros a night for each of them.', false],
  ['another matter', 'Breakfast is served on the terrace until ten.', false],
  ['nothing', '', false],
])('a lesson with %s rests on the page: %#', (_what, answer, rests) => {
  expect(restsOn(PAGE, answer)).toBe(rests);
});
