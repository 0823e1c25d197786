import { expect, test } from 'vitest';
import { splitSentences, takeSentences } from '../../../server/answering/sentences.ts';

test('decimals, abbreviations, links and list numbers end no sentence', () => {
  expect(
    splitSentences(
      'It costs £3.50, e.g. by post. See www.larch.example for more! Open 9 a.m. to 5 p.m. daily.',
    ),
  ).toEqual([
    'It costs £3.50, e.g. by post.',
    'See www.larch.example for more!',
    'Open 9 a.m. to 5 p.m. daily.',
  ]);
  expect(splitSentences('Do this:\n1. Sign in.\n2. Choose.')).toEqual([
    'Do this:',
    '1. Sign in.',
    '2. Choose.',
  ]);
});

test('a growing text gives the same sentences, wherever it is cut', () => {
  const text = 'You have 60 days. Labels cost £3.50. "Is it free?" Yes, in stores.';
  const whole = splitSentences(text);
  for (let cut = 0; cut <= text.length; cut += 1) {
    const first = takeSentences(text.slice(0, cut));
    const second = takeSentences(first.rest + text.slice(cut), true);
    expect([...first.sentences, ...second.sentences]).toEqual(whole);
  }
});

test('an unfinished sentence waits', () => {
  expect(takeSentences('One. Two is not')).toEqual({ sentences: ['One.'], rest: ' Two is not' });
});
