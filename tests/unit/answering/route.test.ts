import { expect, test } from 'vitest';
import { routeQuestion } from '../../../server/answering/route.ts';
import { botSettingsSchema } from '../../../server/bots/settings.ts';

const bot = botSettingsSchema.parse({
  organisation: 'Larch & Loft',
  greeting: 'Hello! What can I help you with?',
  refusal: 'I could not find that.',
  handoffMessage: 'I will bring in a colleague.',
});

test.each([
  ['I want to speak to a human', 'handoff'],
  ['can i talk to someone please', 'handoff'],
  ['Please put me through to a real person.', 'handoff'],
  ['agent', 'handoff'],
  ['get me a manager!!', 'handoff'],
  ['I would rather speak with a librarian', 'handoff'],
  ['transfer this chat to a colleague', 'handoff'],
  ['may I talk with a member of your team', 'handoff'],
  ['Hi', 'smalltalk'],
  ['Hello there!', 'smalltalk'],
  ['thanks a lot', 'smalltalk'],
  ['Great, thank you for your help!', 'smalltalk'],
  ['Bye', 'smalltalk'],
  ['are you a robot?', 'smalltalk'],
  ['   ', 'clarify'],
  ['???', 'clarify'],
  ['x'.repeat(2001), 'clarify'],
  ['¿Puedo devolver las botas que no me quedan?', 'refusal'],
  ['Wo kann ich meine Bestellung zurückgeben und wann?', 'refusal'],
  ['Comment puis-je retourner mes chaussures ?', 'refusal'],
  ['返品できますか', 'refusal'],
  ['Can I send back boots I wore outside?', 'search'],
  ['Hi, how long do I have to return a tent?', 'search'],
  ['Thanks, and what does it cost?', 'search'],
  ['Does somebody have to sign for my parcel?', 'search'],
  ['Is the Personal Locator in stock?', 'search'],
  ['returns', 'search'],
  ['Can I chat to other members in the forum?', 'search'],
  ['Do you repair Gore-Tex jackets and la sportiva boots?', 'search'],
])('%s -> %s', (question, kind) => {
  expect(routeQuestion(question, bot).kind).toBe(kind);
});

test('the bot uses the words it was given', () => {
  expect(routeQuestion('hello', bot)).toMatchObject({ text: 'Hello! What can I help you with?' });
  expect(routeQuestion('I need a human', bot)).toMatchObject({ text: 'I will bring in a colleague.' });
});
