import { expect, test } from 'vitest';
import { tidySentence } from '../../../server/answering/tidy-sentence.ts';

test.each([
  ['Opening hours: - The pool is open from nine.', 'Opening hours: The pool is open from nine.'],
  ['Is the sauna free?: - The sauna costs £4.', 'Is the sauna free? The sauna costs £4.'],
  ['- **Answer:** The sauna costs £4. [1]', 'The sauna costs £4.'],
  ['It is open Monday - Friday: 9 - 17.', 'It is open Monday - Friday: 9 - 17.'],
])('what a model says around an answer is taken off: %s', (sentence, tidy) => {
  expect(tidySentence(sentence)).toBe(tidy);
});
