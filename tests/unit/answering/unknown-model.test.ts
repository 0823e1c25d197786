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

const BOOTS = {
  titlePath: ['Corrie and Corrie Lite'],
  text: 'The Corrie Lite weighs 1,080 g. Sizes from our fitting room in Ashwick, Monday to Friday.',
};
const CHRISTMAS = { titlePath: ['Christmas 2024: last order dates'], text: 'Order by 11 December 2024.' };

test('a further name that nothing found knows is another thing', () => {
  expect(unknownModel('How much does the Corrie Pro GT weigh?', [BOOTS])).toBe('Corrie Pro GT');
  expect(unknownModel('Is the Ember 3 Arctic safe in a tent?', [STOVE])).toBe('Ember 3 Arctic');
  expect(unknownModel('What are the last dates for Christmas 2026?', [CHRISTMAS])).toBe('Christmas 2026');
});

test.each([
  ['a variant that is there', 'How much does the Corrie Lite weigh?'],
  ['the year that is there', 'When was the last order date for Christmas 2024?'],
  ['a word that the pages write small', 'Does the Corrie Fitting room cost anything?'],
  ['every word begins with a capital', 'How Do I Clean My Corrie Walkers'],
  ['a day', 'Can I try the Corrie Saturday?'],
  ['a name that no title has', 'Can I try the Ashwick Superstore?'],
])('no more is said of: %s', (_, question) => {
  expect(unknownModel(question, [BOOTS, CHRISTMAS])).toBeUndefined();
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

test.each([
  ['Under 18 accounts', 'Can a child under 16 open an account?'],
  ['Children Under 5 Eat Free', 'Do children under 4 eat free?'],
  ['First 3 months free', 'Is it free for the first 6 months?'],
  ['Cancelling: Within 14 days', 'Can I cancel within 20 days?'],
  ['Menus for Parties Of 12', 'Do you have a menu for parties of 8?'],
])('what counts or compares names no series: %s', (title, question) => {
  expect(unknownModel(question, [{ titlePath: [title], text: 'Ask at the desk.' }])).toBeUndefined();
});
