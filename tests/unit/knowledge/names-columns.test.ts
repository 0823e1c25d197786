import { expect, test } from 'vitest';
import { namesColumns } from '../../../server/knowledge/extract/names-columns.ts';
import { readMarkdown } from '../../../server/knowledge/extract/read-markdown.ts';

test.each([
  [
    'prices below numbered spans',
    [
      ['Boat', '1 hour', '4 hours'],
      ['Canoe', '£9', '£24'],
      ['Rowing boat for four', '£14', '£39'],
    ],
  ],
  [
    'two columns, amounts of one kind',
    [
      ['Product', 'Guarantee'],
      ['Kettles', '2 years'],
      ['Toasters', '3 years, cord 1 year'],
      ['Lamps', '1 year'],
    ],
  ],
  [
    'spans with their shares',
    [
      ['Yearly turnover', 'Rebate'],
      ['up to €1,000', '5 %'],
      ['over €1,000', '12 %'],
    ],
  ],
])('the first row names the columns: %s', (_name, grid) => {
  expect(namesColumns(grid)).toBe(true);
});

test.each([
  [
    'names and values of many kinds',
    [
      ['Material', 'oak'],
      ['Weight', '12 kg'],
      ['Height', '80 cm'],
      ['Price', '£219'],
    ],
  ],
  [
    'rows of amounts alone',
    [
      ['Canoe', '£9', '£24'],
      ['Rowing boat', '£14', '£39'],
      ['Raft', '£30', '£70'],
    ],
  ],
  [
    'words alone',
    [
      ['Monday', 'pottery'],
      ['Tuesday', 'weaving'],
      ['Friday', 'singing'],
    ],
  ],
  [
    'a single row below',
    [
      ['Boat', 'Price'],
      ['Canoe', '£9'],
    ],
  ],
])('the first row is a row like all others: %s', (_name, grid) => {
  expect(namesColumns(grid)).toBe(false);
});

test('a table may be as long as an upload holds', () => {
  const rows = Array.from({ length: 200_000 }, (_, at) => [`part ${at}`, `£${at}`]);
  expect(namesColumns([['Part', 'Price'], ...rows])).toBe(true);
});

test('names above nothing are none, so that a row is a name and its value', () => {
  const { blocks } = readMarkdown('| | |\n|---|---|\n| Weight | 12 kg |\n| Price | £219 |\n');
  expect(blocks).toEqual([{ kind: 'table', text: 'Weight: 12 kg\nPrice: £219' }]);
});
