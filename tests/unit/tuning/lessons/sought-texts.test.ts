import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SoughtTexts } from '../../../../server/tuning/lessons/sought-texts.ts';

test('of many texts those are found that stand in one that is read, as by looking for each', () => {
  const text = (maxLength: number) =>
    fc
      .array(fc.constantFrom('a', 'B', 'ä', 'Ä', '@', '1', '.', '😀'), { maxLength })
      .map((signs) => signs.join(''));
  fc.assert(
    fc.property(
      fc.array(text(7), { maxLength: 12 }),
      fc.array(text(60), { maxLength: 5 }),
      (sought, read) => {
        const looking = new SoughtTexts(sought);
        for (const one of read) looking.readOne(one);
        const wanted = new Set(
          sought.filter((one) => read.some((whole) => whole.toLowerCase().includes(one.toLowerCase()))),
        );
        expect(looking.found).toEqual(wanted);
        expect(looking.left).toBe(new Set(sought).size - wanted.size);
      },
    ),
  );
});
