import { expect, test } from 'vitest';
import { botSettingsSchema } from '../../../server/bots/index.ts';
import { findTextTrigger } from '../../../server/handoff/index.ts';

const words = { organisation: 'Shop', greeting: 'Hi', refusal: 'No', handoffMessage: 'Yes' };
const settingsOf = (handoff: object) => botSettingsSchema.parse({ ...words, handoff }).handoff;
const settings = settingsOf({ keywords: ['lawyer', 'data protection', 'Rückerstattung'] });

test.each([
  'This is absolutely ridiculous',
  'I am so fed up with you',
  'stupid bot',
  'worst service ever',
  'WHERE IS MY PARCEL!!!',
  'I’m furious, nobody answers',
  'What a waste of my time',
  'Das ist eine Frechheit',
  'How many times do I have to ask',
])('anger: %s', (text) => {
  expect(findTextTrigger(text, settings)).toMatchObject({ reason: 'anger', action: 'offer' });
});

test.each([
  'Is it ridiculous to order two sizes?',
  'How angry birds are made',
  'DO YOU SHIP TO FRANCE?',
  'Great!! Thanks',
  'Which service is the worst hit by the strike?',
  'Are useless parts taken back?',
  'How many times can I return an order?',
  'How many times do I have to take it a day?',
  'OK!!',
])('no anger: %s', (text) => {
  expect(findTextTrigger(text, settings)).toBeUndefined();
});

test.each([
  ['I will call my LAWYER.', 'lawyer'],
  ['A question on data-protection, please', 'data protection'],
  ['Wann kommt die Ruckerstattung?', 'Rückerstattung'],
])('a word that the admin listed: %s', (text, word) => {
  expect(findTextTrigger(text, settings)).toEqual({ reason: 'keyword', action: 'request', word });
});

test.each(['Are your lawyers any good?', 'Protection of data', '', '!!!'])(
  'a word inside another is none: %s',
  (text) => expect(findTextTrigger(text, settings)).toBeUndefined(),
);

test('what an admin switched off triggers nothing', () => {
  const off = settingsOf({ keywords: ['lawyer'], actions: { keyword: 'off', anger: 'off' } });
  expect(findTextTrigger('My lawyer says this is ridiculous', off)).toBeUndefined();
});
