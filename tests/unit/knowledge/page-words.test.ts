import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Reader } from '../../../server/knowledge/index.ts';
import { indexWords, parseEverydayWords } from '../../../server/knowledge/searching/everyday-words.ts';
import { createVocabulary } from '../../../server/knowledge/searching/page-vocabulary.ts';
import { pageWords as pageWordsOf } from '../../../server/knowledge/searching/page-words.ts';
import { entryOf } from '../../../server/knowledge/searching/word-book.ts';

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

const NONE = indexWords([]);

function pageWords(
  question: string,
  shipped: typeof entries,
  said: typeof known,
  own = NONE,
  reader?: Reader,
) {
  return pageWordsOf(question, { own, shipped }, { known: said, reader });
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

describe('a bot’s own words', () => {
  const own = indexWords(
    [
      { customersSay: 'the Flexi', pagesSay: ['annual membership'] },
      { customersSay: 'gold card', pagesSay: ['membership', 'partner tariff'] },
      { customersSay: 'card', pagesSay: ['ticket'] },
      { customersSay: 'burner', pagesSay: ['annual'] },
      { customersSay: 'make', pagesSay: ['unheard of'] },
      { customersSay: 'Dauerkarte', pagesSay: ['Jahresticket'] },
      { customersSay: '金カード', pagesSay: ['会員'] },
    ].map(entryOf),
  );
  const pages = vocabularyOf(
    'Annual membership\nThe membership card and the ticket. We repair stoves of any brand.',
    'Jahresticket für alle. 会員カードはこちら。',
  );
  const ask = (question: string, reader?: Reader) => pageWords(question, entries, pages, own, reader);

  test('hold in any form, longer ones first, and also where a page has the customer’s word', () => {
    expect(ask('how much is THE FLEXI')).toEqual(['annual membership']);
    expect(ask('is there a flexi')).toEqual(['annual membership']);
    expect(ask('do gold cards expire')).toEqual(['membership']);
    expect(ask('is my card valid')).toEqual(['ticket']);
  });

  test('come before those of Foyer, which stand where they have nothing to add', () => {
    expect(ask('an old burner')).toEqual(['annual']);
    expect(ask('an annual burner')).toEqual([]);
    expect(ask('other makes')).toEqual(['brand']);
    expect(ask('can you fix my gold card')).toEqual(['membership', 'repair']);
  });

  test('are those of any language, also of one that puts no spaces between words', () => {
    expect(ask('Was kostet die Dauerkarte?')).toEqual(['Jahresticket']);
    expect(ask('金カードはどこですか')).toEqual(['会員']);
    expect(ask('会員の金カード')).toEqual([]);
  });

  test('add what the reader’s own pages say, and nothing of those that others may read', () => {
    const vocabulary = createVocabulary(entries);
    vocabulary.add('Membership for all');
    vocabulary.add('The partner tariff', 'signed-in');
    const askOf = (reader?: Reader) => pageWords('a gold card', entries, vocabulary.known, own, reader);
    expect(askOf()).toEqual(['membership']);
    expect(askOf({ signedIn: true, groups: [] })).toEqual(['membership', 'partner tariff']);
    expect(askOf('staff')).toEqual(['membership', 'partner tariff']);
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
