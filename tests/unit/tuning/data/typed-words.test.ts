import { expect, test } from 'vitest';
import { askInTypedWords } from '../../../../server/tuning/data/typed-words.ts';

function asked(text: string, heading = 'Kiln hire') {
  return askInTypedWords({
    passageId: 'p',
    documentId: 'd',
    documentName: 'help.md',
    position: 0,
    titlePath: ['Help', heading],
    text,
  });
}

const SENTENCE = 'Members may book the large gas kiln for 3 days at £40 during spring.';

test('a sentence is asked for with its heading and some of its words, in their order and without its numbers', () => {
  const [pair] = asked(SENTENCE);
  expect(pair?.answer).toBe(SENTENCE);
  const words = pair?.question.split(' ') ?? [];
  expect(words.slice(0, 2)).toEqual(['kiln', 'hire']);
  expect(words).toHaveLength(5);
  const places = words.slice(2).map((word) => SENTENCE.toLowerCase().indexOf(word));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(pair?.question).not.toMatch(/\d|£/);
});

test('the same page is always asked the same', () => {
  expect(asked(SENTENCE)).toEqual(asked(SENTENCE));
});

test.each([
  ['leans on what stood before it', 'It may be booked by members for large gas firings during every spring.'],
  ['is too short to be found by some of its words', 'Bring your own clay.'],
  ['is a row of a table', 'Kiln: Large gas kiln; Price: £40; Days: three whole days during spring.'],
  ['is no whole sentence', 'large gas kiln, small electric kiln, raku kiln, pottery wheels'],
])('nothing is asked of what %s', (_, text) => {
  expect(asked(text)).toEqual([]);
});
