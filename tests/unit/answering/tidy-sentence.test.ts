import { expect, test } from 'vitest';
import { tidySentence } from '../../../server/answering/tidy-sentence.ts';

test.each([
  ['Opening hours: - The pool is open from nine.', 'Opening hours: The pool is open from nine.'],
  ['Is the sauna free?: - The sauna costs £4.', 'Is the sauna free? The sauna costs £4.'],
  ['- **Answer:** The sauna costs £4. [1]', 'The sauna costs £4.'],
  ['According to the passage you can pay by card.', 'You can pay by card.'],
  ['From the text provided, the fee is £4.', 'The fee is £4.'],
  [
    'In the information centre you can borrow a wheelchair.',
    'In the information centre you can borrow a wheelchair.',
  ],
  ['From the document desk on level 2.', 'From the document desk on level 2.'],
  ['It is open Monday - Friday: 9 - 17.', 'It is open Monday - Friday: 9 - 17.'],
])('what a model says around an answer is taken off: %s', (sentence, tidy) => {
  expect(tidySentence(sentence)).toBe(tidy);
});
