import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../../support/app.ts';
import { openRealApp } from '../../support/real-app.ts';
import { askAsVisitor } from '../../support/visitors.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openRealApp();
}, 600_000);
afterAll(() => app?.[Symbol.asyncDispose]());

const SLOW = 120_000;
const DAYS = /three working days/;

/** Wishes and what only mentions people, written before the code that tells them apart. */
async function readWishes(): Promise<{ wishes: string[]; others: string[] }> {
  const file = new URL('../../fixtures/answering/person-wishes.json', import.meta.url);
  return JSON.parse(await readFile(file, 'utf8'));
}

test('a wish for a person is heard in all but one of thirty wordings, and nowhere else', async () => {
  const { wishes, others } = await readWishes();
  const heard: string[] = [];
  for (const wish of wishes) if ((await askAsVisitor(app, wish)).kind === 'handoff') heard.push(wish);
  const wrong: string[] = [];
  for (const other of others) if ((await askAsVisitor(app, other)).kind === 'handoff') wrong.push(other);
  expect(wrong).toEqual([]);
  expect(wishes.filter((wish) => !heard.includes(wish)).length).toBeLessThanOrEqual(1);
}, 600_000);

describe('courtesy', () => {
  test.each([
    ['Hello!', /^Hello!$/],
    ['good evening everyone', /^Hello!$/],
    ['Thanks a lot for your help', /welcome/],
    ['ok great, thanks', /welcome/],
    ['goodbye then', /Goodbye/],
    ['Are you a robot?', /automated assistant of Test Shop/],
    ['What can you do?', /automated assistant of Test Shop/],
    ['How is your day going?', /Test Shop.*What would you like to know/],
    ['I love you', /What would you like to know/],
    ['Tell me a joke', /What would you like to know/],
    ['lol', /What would you like to know/],
  ])('%s', async (message, reply) => {
    const { kind, text } = await askAsVisitor(app, message);
    expect({ kind, text }).toEqual({ kind: 'smalltalk', text: expect.stringMatching(reply) });
  });

  test('a greeting before a question does not swallow it', async () => {
    const { text } = await askAsVisitor(app, 'Hi there, how long does standard delivery take?');
    expect(text).toMatch(DAYS);
  }, 120_000);
});

describe('anger', () => {
  test.each([
    'This is ridiculous!!!',
    'you are completely useless',
    'I have had enough of this terrible service',
    'My parcel is late AGAIN, this is unacceptable.',
  ])('%s: an apology, and a person offered', async (message) => {
    const { kind, text } = await askAsVisitor(app, message);
    expect({ kind, text }).toEqual({
      kind: 'smalltalk',
      text: expect.stringMatching(/^I am sorry .*a person\?/),
    });
  });

  test('an angry question is answered', async () => {
    const { text } = await askAsVisitor(app, 'How bloody long does standard delivery take?!?!');
    expect(text).toMatch(DAYS);
  }, 120_000);
});

describe('how it is typed', () => {
  test.each([
    'HOW LONG DOES STANDARD DELIVERY TAKE???',
    'how long does standrad delivery take',
    'how lng does standard delivry tak',
    'ｈｏｗ ｌｏｎｇ does standard delivery take?',
    'How long does st\u00adandard deliv\u200bery take?',
    'standard delivery time?',
  ])('%s', async (message) => expect((await askAsVisitor(app, message)).text).toMatch(DAYS), SLOW);

  test.each(['???', '🙂🙂', '. . .'])('nothing to read in %s: it asks back', async (message) => {
    expect((await askAsVisitor(app, message)).kind).toBe('clarify');
  });

  test('an empty message is refused, a pasted document answered with a question', async () => {
    const empty = await app.request('/api/chat', {
      body: { botId: app.bot.id, message: { role: 'user', content: '   ' } },
    });
    expect(empty.status).toBe(400);
    expect((await askAsVisitor(app, 'I ordered boots and a tent. '.repeat(100))).kind).toBe('clarify');
    const long = await app.request('/api/chat', {
      body: { botId: app.bot.id, message: { role: 'user', content: 'boots '.repeat(900) } },
    });
    expect(long.status).toBe(413);
  });
});

describe('two questions at once', () => {
  test.each([
    'How long does standard delivery take? And can I return boots worn outside?',
    'Can I return boots worn outside and how long does standard delivery take?',
  ])(
    '%s: both are answered, each with its source',
    async (message) => {
      const { text } = await askAsVisitor(app, message);
      expect(text).toMatch(DAYS);
      expect(text).toMatch(/worn outside cannot be returned/);
      expect(text).toContain('[1]');
      expect(text).toContain('[2]');
    },
    120_000,
  );

  test('one of which the pages do not answer: the other is, and a person is offered', async () => {
    const message = 'How long does standard delivery take? Who won the football match last night?';
    const { text, turnId } = await askAsVisitor(app, message);
    expect(text).toMatch(DAYS);
    expect(text).toMatch(/As to your other question: I could not find this/);
    const key = await app.keyOf('reader');
    const turn = await (await app.request(`/api/admin/bots/shop/turns/${turnId}`, { key })).json();
    expect(turn.passport).toMatchObject({ question: message, decision: { outcome: 'answer' } });
  }, 120_000);
});

describe('other languages are declined in themselves', () => {
  test.each([
    ['¿Cuánto tiempo tarda el envío a mi casa?', /^Lo siento.*inglés/],
    ['Combien de temps prend la livraison ?', /^Désolé.*anglais/],
    ['Wie lange dauert die Lieferung?', /^Entschuldigung.*Englisch/],
    ['Quanto costa la spedizione di una tenda?', /^Mi dispiace.*inglese/],
    ['Quanto tempo demora a entrega para mim?', /^Desculpe.*inglês/],
    ['Hoe lang duurt het voor jullie het versturen?', /^Sorry, ik.*Engels/],
    ['Ile kosztuje dostawa i jak mogę zapłacić?', /^Przepraszam.*angielski/],
    ['配送にはどのくらいかかりますか', /英語/],
    ['Сколько стоит доставка?', /английский/],
    ['كم تستغرق مدة التوصيل؟', /الإنجليزية/],
    ['hola', /^Lo siento/],
    ['Guten Tag', /^Entschuldigung/],
  ])('%s', async (message, reply) => {
    const { kind, text } = await askAsVisitor(app, message);
    expect({ kind, text }).toEqual({ kind: 'refusal', text: expect.stringMatching(reply) });
  });

  test('English with a foreign name in it is English', async () => {
    const { text } = await askAsVisitor(app, 'How long does standard delivery take to München, por favor?');
    expect(text).toMatch(DAYS);
  }, 120_000);
});
