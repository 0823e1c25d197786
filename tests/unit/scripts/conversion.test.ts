import { describe, expect, test } from 'vitest';
import { splitByLabel } from '../../../scripts/conversion.ts';

const rows = ['delivery', 'returns', 'sizes', 'shops'].flatMap((label) =>
  Array.from({ length: 5 }, (_, index) => ({ text: `${label} ${index}`, label })),
);
const two = () => 2;

describe('known phrasings and questions', () => {
  test('the same seed gives the same split, another seed another, and no text is in both', () => {
    const once = splitByLabel(rows, { seed: '1', unknownShare: 0 }, two);
    expect(splitByLabel(rows.toReversed(), { seed: '1', unknownShare: 0 }, two).examples).toEqual(
      expect.arrayContaining(once.examples),
    );
    expect(splitByLabel(rows, { seed: '2', unknownShare: 0 }, two)).not.toEqual(once);
    expect(new Set([...once.examples, ...once.questions].map(({ text }) => text)).size).toBe(rows.length);
    expect(once.examples).toHaveLength(8);
  });

  test('of a quarter of four labels, one has no phrasing that is known and all its questions are asked', () => {
    const { examples, questions } = splitByLabel(rows, { seed: '1', unknownShare: 0.25 }, two);
    const known = new Set(examples.map(({ label }) => label));
    expect(known.size).toBe(3);
    expect(questions.filter(({ label }) => !known.has(label))).toHaveLength(5);
  });
});
