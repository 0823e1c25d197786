import { expect, test } from 'vitest';
import { botSettingsSchema } from '../../../server/bots/index.ts';
import { draftOf, settingsOf } from '../../../widget/console/features/settings/bot-draft.ts';
import type { Bot } from '../../../widget/console/queries.ts';

const BOT: Bot = {
  id: 'shop',
  name: 'Fern',
  language: 'en',
  settings: botSettingsSchema.parse({
    organisation: 'Shop',
    greeting: 'Hello!',
    persona: '',
    contact: { email: 'help@shop.example' },
    refusal: 'Not found.',
    handoffMessage: 'A colleague will help.',
    suggestedQuestions: ['How much?', 'How long?'],
    answerThreshold: 0.5,
    allowedOrigins: ['https://shop.example'],
  }),
  settingsVersion: 1,
  createdAt: 1,
  updatedAt: 1,
  archivedAt: null,
};

test('settings that nobody touched come back as they were', () => {
  expect(settingsOf(draftOf(BOT))).toEqual(BOT.settings);
});

test('lines are trimmed, empty ones dropped, and addresses of pages become origins', () => {
  const settings = settingsOf({
    ...draftOf(BOT),
    phone: '  ',
    suggestedQuestions: ' How much? \n\n',
    allowedOrigins: 'https://Shop.example/boots?x=1\nlocalhost:3000\n',
  });
  expect(settings.contact).toEqual({ email: 'help@shop.example' });
  expect(settings.suggestedQuestions).toEqual(['How much?']);
  expect(settings.allowedOrigins).toEqual(['https://shop.example', 'https://localhost:3000']);
});
