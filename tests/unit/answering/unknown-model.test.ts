import { expect, test } from 'vitest';
import { unknownModel } from '../../../server/answering/unknown-model.ts';

const STOVE = {
  titlePath: ['Ember 3 stove: instructions', 'Safety'],
  text: 'It replaces the Ember 2. Orders since May 2024.',
};
const PACKS = { titlePath: ['Drover 35 and Drover 55: product help'], text: 'Both take a rain cover.' };
const SALE = { titlePath: ['May 2024 sale', 'Step 1'], text: 'Prices fell by 20 per cent.' };

test('a number that a series of the titles does not have is another thing', () => {
  expect(unknownModel('Is the Ember 4 stove lighter than the Ember 3?', [STOVE])).toBe('Ember 4');
  expect(unknownModel('what does a drover 90 weigh', [PACKS, STOVE])).toBe('drover 90');
  expect(unknownModel('How warm is the Ember -20?', [STOVE])).toBe('Ember -20');
});

test.each([
  ['the model asked for is there', 'Is the Drover 55 waterproof?'],
  ['one that only the text speaks of', 'I have an Ember 2 stove, is it safe?'],
  ['a year is no model', 'I ordered in May 2023, may I return it?'],
  ['a name without a number', 'May I use an Ember in a tent?'],
  ['a number that stands elsewhere', 'Is 4 kg too much for the Drover?'],
  ['a series that no title names', 'Does it fit the Heron 3?'],
  ['an amount with decimals', 'Is the Ember 3.5 kg heavy?'],
])('no more is said of: %s', (_, question) => {
  expect(unknownModel(question, [STOVE, PACKS, SALE])).toBeUndefined();
});
