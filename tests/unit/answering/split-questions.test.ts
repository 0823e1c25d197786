import { expect, test } from 'vitest';
import { plainQuestion } from '../../../server/answering/plain-question.ts';
import { splitQuestions } from '../../../server/answering/split-questions.ts';

test.each([
  ['How long is delivery? And what does it cost?', ['How long is delivery?', 'What does it cost?']],
  ['Can I return boots and how long do I have', ['Can I return boots?', 'How long do I have?']],
  ['Do you ship to Norway, and what does it cost?', ['Do you ship to Norway?', 'What does it cost?']],
])('two at once: %s', (message, parts) => expect(splitQuestions(message)).toEqual(parts));

test.each([
  'How long is delivery?',
  'Do you sell tents and stoves?',
  'I bought boots. Can I return them?',
  'Really? Can I return boots?',
  'What is the difference between the Corrie and the Tarn, and the weight?',
  'Is it warm and is',
])('one: %s', (message) => expect(splitQuestions(message)).toEqual([message]));

test.each([
  ['WHERE IS MY PARCEL', 'Where is my parcel'],
  ['CAN I RETURN BOOTS???', 'Can I return boots?'],
  ['Ｃａｎ I re\u200bturn b\u00adoots', 'Can I return boots'],
  ['The GPS in my UK order', 'The GPS in my UK order'],
  ['SKU AB-12', 'SKU AB-12'],
])('as it reads: %s', (typed, read) => {
  expect(plainQuestion(typed)).toBe(read);
  expect(plainQuestion(read)).toBe(read);
});
