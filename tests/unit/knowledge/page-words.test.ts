import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parseEverydayWords } from '../../../server/knowledge/searching/everyday-words.ts';
import { createVocabulary, pageWords } from '../../../server/knowledge/searching/page-words.ts';

const entries = parseEverydayWords(
  [
    'fix\trepair, mend',
    'make\tbrand, manufacturer',
    'get rid of\tdispose, recycle, cancel',
    'burner\tstove, hob',
    'nan\tgrandmother, family member',
  ].join('\n'),
);
const known = vocabularyOf(
  'Repairs\nWe repair stoves of any brand.',
  'Where to recycle what you do not need',
);

function vocabularyOf(...texts: string[]) {
  const vocabulary = createVocabulary(entries);
  for (const text of texts) vocabulary.add(text);
  return vocabulary.known;
}

describe('words of pages', () => {
  test('are added for everyday ones that the pages do not have, in any form of them', () => {
    expect(pageWords('do u fix burners from other makes', entries, known)).toEqual([
      'repair',
      'stove',
      'brand',
    ]);
    expect(pageWords('Fixing an old burner', entries, known)).toEqual(['repair', 'stove']);
  });

  test('are added for a phrase, longer ones before the words in them', () => {
    expect(pageWords('how do I get rid of my burner', entries, known)).toEqual(['recycle', 'stove']);
  });

  test('are none that the pages do not know, or that the question has itself', () => {
    expect(pageWords('can my nan come', entries, known)).toEqual([]);
    expect(pageWords('my burner, I mean the stove', entries, known)).toEqual([]);
  });

  test('are not added where the pages say it as the customer does', () => {
    const plain = vocabularyOf('We fix burners. Get rid of old ones here; a stove we repair.');
    expect(pageWords('do you fix my burner or get rid of it', entries, plain)).toEqual([]);
  });
});

test('the words that come with Foyer: each once, of one to four words, for other words than itself, in order', async () => {
  const file = new URL('../../../knowledge/everyday-words.tsv', import.meta.url);
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(3_000);
  const everyday = lines.map((line) => line.split('\t')[0] ?? '');
  expect(everyday).toEqual([...new Set(everyday)].sort());
  for (const line of lines) {
    const [left = '', right = '', ...rest] = line.split('\t');
    expect({ line, rest, words: left.split(' ').length }).toEqual({
      line,
      rest: [],
      words: expect.toSatisfy((n) => n <= 4),
    });
    expect(left).toBe(left.trim().toLowerCase());
    expect(right.split(', ')).not.toContain(left);
    expect(right.split(', ').every((word) => word.trim() === word && word !== '')).toBe(true);
  }
});
