import { expect, test } from 'vitest';
import { cellsAskedBy } from '../../../server/answering/asked-cells.ts';

const BOAT = 'Boat: Rowing boat; 1 hour: £9; Half day (mornings): £24; 7 days: £80; Deposit: £50';
const SHOP =
  'shop: Quay; address: 3 Mill Lane; phone: 01632 960 111; monday to friday: 9:30-18:00; sunday: closed';

test.each([
  [BOAT, 'What is the deposit for a rowing boat?', 'Boat: Rowing boat; Deposit: £50'],
  [BOAT, 'How much is a rowing boat for half a day?', 'Boat: Rowing boat; Half day (mornings): £24'],
  [BOAT, 'whats a rowing boat for the week', 'Boat: Rowing boat; 7 days: £80'],
  [SHOP, 'Where is the shop on the quay?', 'shop: Quay; address: 3 Mill Lane'],
  [SHOP, 'Until when are you open on a Tuesday?', 'shop: Quay; monday to friday: 9:30-18:00'],
  [SHOP, 'are u open on sunday', 'shop: Quay; sunday: closed'],
  ['Weight; Wren 20: 900 g; Wren 40: 1,500 g', 'How heavy is the Wren 40?', 'Weight; Wren 40: 1,500 g'],
  ['Express; £7.95; 1 working day', 'How long does express take?', 'Express; 1 working day'],
])('of %s, %s is answered with %s', (row, question, cells) => {
  expect(cellsAskedBy(question)(row)).toBe(cells);
});

test('what holds for the whole row stays with it', () => {
  const row = 'Pass: Day pass; Price: £9; Zone: all; Note: not on Sundays';
  expect(cellsAskedBy('What does a day pass cost?')(row)).toBe(
    'Pass: Day pass; Price: £9; Note: not on Sundays',
  );
});

test('a cell that has words of the question stays', () => {
  const row = 'Service: Express; Price: £8; Time: next working day; Weight: 2 kg';
  expect(cellsAskedBy('How much is next day delivery?')(row)).toBe(
    'Service: Express; Price: £8; Time: next working day',
  );
});

test('another number is another column', () => {
  const row = 'Car: Small; Seats: 5; One day: €48; From 3 days: €41';
  expect(cellsAskedBy('how much is a small car for 5 days')(row)).toBe(
    'Car: Small; One day: €48; From 3 days: €41',
  );
});

test('a price is kept where the column that is named holds none', () => {
  const row = 'Course: Sailing; Length: 2 days; Price: £210; Where: Quay';
  expect(cellsAskedBy('How much is it for the whole length?')(row)).toBe(
    'Course: Sailing; Length: 2 days; Price: £210',
  );
});

test.each([
  ['Tell me about rowing boats', BOAT],
  ['What is a rowing boat for an hour, and is there a deposit?', BOAT],
  ['What is a rowing boat without the deposit?', BOAT],
  ['How much is a rowing boat?', 'Kind: Rowing boat; Price: £9'],
  ['How much is a rowing boat?', 'A rowing boat is £9 an hour; a canoe is £12.'],
  ['Is it 1 day?', 'Boat: Canoe; 1 hour: £9; 3 hours: £20'],
])('%s: all of "%s" is left as it is', (question, text) => {
  expect(cellsAskedBy(question)(text)).toBeUndefined();
});
