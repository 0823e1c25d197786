import { expect, test } from 'vitest';
import { lessonsOfOwnManner } from '../../../../server/tuning/exercises/own-manner.ts';

const PAGE =
  'Help pages:\n\n# Pool\nThe pool is open from 7am to 9pm on weekdays.\n\nCustomer: When can I swim?';
const COPIED = 'The pool is open from 7am to 9pm on weekdays.';
const OWN = 'Lovely idea! Early birds jump in at 7am, and night owls leave our pool by 9pm.';

const rowsOf = (count: number, answer: string, lesson = true) =>
  Array.from({ length: count }, (_, at) => ({
    part: 'answer' as const,
    ...(lesson && { lessonId: `lesson-${at}` }),
    messages: [
      { role: 'user' as const, content: PAGE },
      { role: 'assistant' as const, content: answer },
    ],
  }));

test('many lessons that word their answers otherwise than the pages do have a manner of their own', () => {
  expect(lessonsOfOwnManner(rowsOf(220, OWN))).toBe(220);
  expect(lessonsOfOwnManner([...rowsOf(180, OWN), ...rowsOf(40, COPIED)])).toBe(220);
});

test('few of them, lessons that say what pages say, and what rules made of documents have none', () => {
  expect(lessonsOfOwnManner(rowsOf(150, OWN))).toBe(0);
  expect(lessonsOfOwnManner(rowsOf(220, COPIED))).toBe(0);
  expect(lessonsOfOwnManner([...rowsOf(150, OWN), ...rowsOf(100, OWN, false)])).toBe(0);
});
