import { expect, test } from 'vitest';
import { botSettingsSchema } from '../../../server/bots/index.ts';
import {
  asksNothing,
  draftOfPreChat,
  preChatOf,
} from '../../../widget/console/features/settings/pre-chat-draft.ts';

const { preChat: schema } = botSettingsSchema.shape;

test('settings that nobody touched come back as they were', () => {
  const written = {
    on: true,
    name: 'required',
    email: 'off',
    questions: [{ text: 'Order number?', required: true }],
    consent: { text: 'I agree.', url: 'https://shop.example/privacy' },
  } as const;
  for (const settings of [schema.parse(undefined), schema.parse(written)]) {
    expect(preChatOf(draftOfPreChat(settings))).toEqual(settings);
  }
  expect(schema.parse(undefined).on).toBe(false);
});

test('three questions can be written, and empty ones are dropped', () => {
  const draft = draftOfPreChat(schema.parse({ questions: [{ text: 'A?', required: false }] }));
  expect(draft.questions).toHaveLength(3);
  const questions = [{ text: '  ', required: true }, ...draft.questions.slice(0, 1)];
  expect(preChatOf({ ...draft, questions }).questions).toEqual([{ text: 'A?', required: false }]);
});

test('a form that asks nothing is told apart from one that is off', () => {
  const nothing = draftOfPreChat(schema.parse({ on: true, name: 'off', email: 'off' }));
  expect(asksNothing(nothing)).toBe(true);
  expect(asksNothing({ ...nothing, on: false })).toBe(false);
  expect(asksNothing({ ...nothing, consent: 'I agree.' })).toBe(false);
});
