import { expect, test } from 'vitest';
import { passageSentences } from '../../../server/answering/passage-sentences.ts';

function texts(text: string): string[] {
  return passageSentences({ titlePath: ['Hire'], text }).map((sentence) => sentence.text);
}

test('cells get the names that the first row of their table holds', () => {
  expect(texts('Prices\nBoat; 1 hour; 1 day\nCanoe; £9; £24.50\nPunt; £12; £30\nAsk at the desk.')).toEqual([
    'Boat: Canoe; 1 hour: £9; 1 day: £24.50',
    'Boat: Punt; 1 hour: £12; 1 day: £30',
    'Ask at the desk.',
  ]);
});

test('a table whose first row is like the others names nothing', () => {
  const rows = ['Canoe; £9; £24', 'Punt; £12; £30', 'Raft; £15; £40'];
  expect(texts(`Prices\n${rows.join('\n')}`)).toEqual(rows);
  const words = ['Ann; reception; Leeds', 'Bo; nurse; York', 'Cy; doctor; Hull'];
  expect(texts(`Staff\n${words.join('\n')}`)).toEqual(words);
});
