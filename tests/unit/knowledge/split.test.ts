import { expect, test } from 'vitest';
import type { Block } from '../../../server/knowledge/extract/blocks.ts';
import { countWords } from '../../../server/knowledge/split/count-words.ts';
import { splitDocument } from '../../../server/knowledge/split/split-document.ts';
import { seededRandom } from '../../support/random.ts';

const MAX_WORDS = 220;

function para(text: string): Block {
  return { kind: 'paragraph', text };
}

function heading(level: number, text: string): Block {
  return { kind: 'heading', level, text };
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A document of every kind of block, in which each word occurs once, so that order and losses can be seen. */
function randomDocument(seed: number): { title: string; blocks: Block[] } {
  const random = seededRandom(seed);
  const pick = (below: number) => Math.floor(random() * below);
  let next = 0;
  const words = (count: number) => Array.from({ length: count }, () => `w${next++}`).join(' ');
  const sentence = () => `S${words(1 + pick(30))}.`;
  const line = () => words(1 + pick(15));
  const makers: (() => Block)[] = [
    () => heading(1 + pick(4), words(1 + pick(5))),
    () => para(Array.from({ length: 1 + pick(20) }, sentence).join(' ')),
    () => ({ kind: 'list', text: Array.from({ length: 1 + pick(30) }, () => `- ${line()}`).join('\n') }),
    () => ({ kind: 'table', text: Array.from({ length: 1 + pick(40) }, line).join('\n') }),
    () => ({ kind: 'code', text: Array.from({ length: 1 + pick(10) }, line).join('\n') }),
    () => para(words(pick(900) + 1)),
  ];
  const blocks = Array.from({ length: 1 + pick(25) }, () => (makers[pick(makers.length)] ?? sentenceBlock)());
  function sentenceBlock(): Block {
    return para(sentence());
  }
  return { title: 'Title', blocks };
}

test('every word of any document is found again, in order, in passages of bounded size', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const document = randomDocument(seed);
    const passages = splitDocument(document);
    const headings = document.blocks.filter((block) => block.kind === 'heading').map((block) => block.text);
    const body = document.blocks.filter((block) => block.kind !== 'heading').map((block) => block.text);
    const inText = passages.flatMap((passage) => wordsOf(passage.text));
    const inPaths = new Set(passages.flatMap((passage) => passage.titlePath.flatMap(wordsOf)));
    const bodyWords = new Set(body.flatMap(wordsOf));
    expect(inText.filter((word) => bodyWords.has(word))).toEqual(body.flatMap(wordsOf));
    const everywhere = new Set([...inText, ...inPaths]);
    expect(headings.flatMap(wordsOf).filter((word) => !everywhere.has(word))).toEqual([]);
    for (const passage of passages) {
      expect(countWords(passage.text)).toBeLessThanOrEqual(MAX_WORDS);
      expect(passage.text.trim()).not.toBe('');
    }
    expect(splitDocument(document)).toEqual(passages);
  }
});

test('a passage stands under its headings, without the title said twice', () => {
  const passages = splitDocument({
    title: 'Returns',
    blocks: [
      heading(1, 'Returns'),
      para(`${'Long enough to stand alone. '.repeat(12)}`),
      heading(2, 'Boots'),
      heading(3, 'Worn outside'),
      para(`${'Worn boots may come back too. '.repeat(10)}`),
    ],
  });
  expect(passages.map((passage) => passage.titlePath)).toEqual([
    ['Returns'],
    ['Returns', 'Boots', 'Worn outside'],
  ]);
});

test('small neighbours under one heading share a passage and keep their headings', () => {
  const passages = splitDocument({
    title: 'Help',
    blocks: [heading(2, 'Wind'), para('Use the ring.'), heading(2, 'Rain'), para('Stay dry.')],
  });
  expect(passages).toEqual([{ titlePath: ['Help'], text: 'Wind\nUse the ring.\n\nRain\nStay dry.' }]);
});

test('questions and answers are never merged', () => {
  const passages = splitDocument({
    title: 'FAQ',
    separateSections: true,
    blocks: [heading(2, 'Dogs?'), para('Yes.'), heading(2, 'Cats?'), para('No.')],
  });
  expect(passages).toEqual([
    { titlePath: ['FAQ', 'Dogs?'], text: 'Yes.' },
    { titlePath: ['FAQ', 'Cats?'], text: 'No.' },
  ]);
});

test('tables are cut between rows, paragraphs between sentences', () => {
  const row = (n: number) => `Size: ${n}; Chest: ${n + 80} cm; Sleeve: ${n + 60} cm; Back: ${n + 50} cm`;
  const rows = Array.from({ length: 60 }, (_, n) => row(n));
  const tables = splitDocument({ title: 'Sizes', blocks: [{ kind: 'table', text: rows.join('\n') }] });
  expect(tables.length).toBeGreaterThan(1);
  expect(tables.flatMap((passage) => passage.text.split('\n'))).toEqual(rows);
  const sentence = 'We send e.g. tents to Dr. Hill on day no. 4 for 3.50 pounds.';
  const text = splitDocument({ title: 'T', blocks: [para(Array(60).fill(sentence).join(' '))] });
  for (const passage of text) expect(passage.text.endsWith('pounds.')).toBe(true);
});

test('text without blanks is bounded too', () => {
  const chinese = splitDocument({ title: '帮助', blocks: [para('退货政策适用于所有订单'.repeat(200))] });
  for (const passage of chinese) expect(countWords(passage.text)).toBeLessThanOrEqual(MAX_WORDS);
  const [first] = splitDocument({ title: 'T', blocks: [para('x'.repeat(50_000))] });
  expect(first?.text.length).toBeLessThan(50_000);
});
