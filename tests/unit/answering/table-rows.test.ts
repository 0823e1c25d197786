import { expect, test } from 'vitest';
import { namedRows, rowOf } from '../../../server/answering/table-rows.ts';

const lines = (...texts: string[]) => texts.map((text) => ({ text, heading: 'Loans' }));
const LOANS = lines(
  'You can borrow many things.',
  'Kind: Toys; How many: 2; How long: 2 weeks',
  'Kind: Toy trains; How many: 1; How long: 1 week',
  'Kind: Sheet music (scores); How many: 5; How long: 4 weeks',
);

test('a row is what it is a row of, and its cells', () => {
  expect(rowOf('Kind: Toys; How many: 2; Kept: yes; no sets')).toEqual({
    key: 'Toys',
    cells: [
      { name: 'Kind', value: 'Toys' },
      { name: 'How many', value: '2' },
      { name: 'Kept', value: 'yes; no sets' },
    ],
  });
  expect(rowOf('Canoe; £9; £24')?.key).toBe('Canoe');
  expect(rowOf('Kettles: 2 years')?.key).toBe('Kettles');
  expect(rowOf('We open at nine.')).toBeUndefined();
  expect(rowOf('We open at nine; the shop opens at ten.')).toBeUndefined();
});

test.each([
  ['How long can I keep sheet music?', [undefined, 0, 0, 1]],
  ['may i borrow a train', [undefined, 0, 1, 0]],
  ['How long can I keep a film?', [undefined, 0, 0, 0]],
])('%s', (question, shares) => {
  expect(namedRows(LOANS, question)).toEqual(shares);
});

test('a number names a row only beside its name', () => {
  const bags = lines('Model: Vole 5; Comfort: 5 °C', 'Model: Vole 0; Comfort: 0 °C');
  expect(namedRows(bags, 'Is the Vole 0 warm enough at 5 °C?')).toEqual([0, 1]);
  const sizes = lines('EU: 43; UK: 9', 'EU: 44; UK: 10');
  expect(namedRows(sizes, 'What EU size is a UK 10?')).toEqual([0, 1]);
});

test('a single line with a colon is no table', () => {
  expect(namedRows(lines('Note: bring a pen'), 'What is the note?')).toEqual([undefined]);
});
