import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitRows } from '../../../../server/tuning/data/split-rows.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const rowArbitrary = fc.record(
  { documentName: name, lessonId: name, who: fc.constant('staff') },
  { requiredKeys: ['who'] },
);

test('rows of one document, and rows of one lesson, are never on both sides', () => {
  fc.assert(
    fc.property(fc.array(rowArbitrary, { maxLength: 60 }), fc.nat(), (rows, seed) => {
      const split = splitRows(rows, { heldOutShare: 0.3, seed });
      for (const field of ['documentName', 'lessonId'] as const) {
        const sides = new Map<string, string>();
        for (const row of split) {
          const of = row[field];
          if (of === undefined) continue;
          expect(sides.get(of) ?? row.split).toBe(row.split);
          sides.set(of, row.split);
        }
      }
    }),
  );
});

test('about the wanted share is held out, and never everything', () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({ documentName: `page ${index % 20}`, who: 'x' }));
  const heldOut = splitRows(rows, { heldOutShare: 0.15, seed: 1 }).filter(
    ({ split }) => split === 'held-out',
  );
  expect(heldOut.length).toBe(30);
  const one = splitRows([{ documentName: 'only', who: 'x' }], { heldOutShare: 0.9, seed: 1 });
  expect(one.map(({ split }) => split)).toEqual(['train']);
});
