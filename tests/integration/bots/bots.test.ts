import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import {
  createBot,
  ensureBot,
  findBot,
  getBot,
  listBots,
  updateBotSettings,
} from '../../../server/bots/index.ts';
import { handClock } from '../../support/clock.ts';
import { describeStores } from '../../support/store.ts';

const actor = 'system:test';
const settings = {
  organisation: 'Ridge & Rill',
  greeting: 'Hello!',
  refusal: 'I do not know.',
  handoffMessage: 'One moment.',
};
const shop = { actor, id: 'shop', name: 'Shop', settings };

describeStores('bots', (open) => {
  test('a bot is made with defaults and read back', async () => {
    await using store = await open();
    const deps = { store, clock: handClock(5) };
    const made = await createBot(deps, shop);
    expect(made).toMatchObject({ id: 'shop', language: 'en', settingsVersion: 1, createdAt: 5 });
    expect(made.settings).toMatchObject({ ...settings, answerThreshold: 0.5, suggestedQuestions: [] });
    expect(await getBot(deps, 'shop')).toEqual(made);
    expect(await findBot(deps, 'other')).toBeUndefined();
    await expect(getBot(deps, 'other')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('an id is made up when none is given, and a taken one is a conflict', async () => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    const made = await createBot(deps, { actor, name: 'B', settings });
    expect(made.id).toMatch(/^bot_/);
    await createBot(deps, shop);
    await expect(createBot(deps, shop)).rejects.toMatchObject({ code: 'conflict' });
    expect((await listBots(deps)).map((bot) => bot.name)).toEqual(['B', 'Shop']);
    expect((await listBots(deps, { botId: 'shop' })).map((bot) => bot.id)).toEqual(['shop']);
  });

  test.each([
    [{ ...shop, id: 'Über/../x' }, /id/],
    [{ ...shop, name: '' }, /name/],
    [{ ...shop, settings: { ...settings, greeting: '' } }, /greeting/],
    [{ ...shop, settings: { ...settings, colour: 'red' } }, /colour/],
  ])('wrong input %# is refused with the field’s name', async (input, message) => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    const refused = await createBot(deps, input).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: 'bad_request', message: expect.stringMatching(message) });
    expect(await listAudit(store, { limit: 1 })).toEqual([]);
  });

  test('ensureBot makes it once, also when asked twice at once, and keeps what staff changed', async () => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    await Promise.all([ensureBot(deps, shop), ensureBot(deps, shop)]);
    await updateBotSettings(deps, { actor, botId: 'shop', changes: { greeting: 'Hi!' } });
    expect((await ensureBot(deps, shop)).settings.greeting).toBe('Hi!');
    expect(await listBots(deps)).toHaveLength(1);
  });

  test('saving raises the version, keeps the other fields and leaves an entry', async () => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    await createBot(deps, shop);
    const saved = await updateBotSettings(deps, {
      actor,
      botId: 'shop',
      changes: { persona: 'Dry. Ask ada@example.org.' },
    });
    expect(saved.settingsVersion).toBe(2);
    expect(saved.settings).toMatchObject({ ...settings, persona: 'Dry. Ask ada@example.org.' });
    const [entry] = await listAudit(store, { subject: 'bot:shop', limit: 1 });
    expect(entry).toMatchObject({
      verb: 'updateBotSettings',
      actor,
      details: {
        version: 2,
        fields: ['persona'],
        before: { persona: '' },
        after: { persona: 'Dry. Ask [e-mail].' },
      },
    });
  });

  test('two people saving at once do not undo each other', async () => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    await createBot(deps, shop);
    await Promise.all([
      updateBotSettings(deps, { actor, botId: 'shop', changes: { greeting: 'A' } }),
      updateBotSettings(deps, { actor, botId: 'shop', changes: { persona: 'B' } }),
    ]);
    const bot = await getBot(deps, 'shop');
    expect(bot.settings).toMatchObject({ greeting: 'A', persona: 'B' });
    expect(bot.settingsVersion).toBe(3);
    const late = updateBotSettings(deps, {
      actor,
      botId: 'shop',
      changes: { greeting: 'C' },
      expectedVersion: 1,
    });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a wrong change is refused and changes nothing', async () => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    await createBot(deps, shop);
    const wrong = updateBotSettings(deps, { actor, botId: 'shop', changes: { answerThreshold: 7 } });
    await expect(wrong).rejects.toMatchObject({ code: 'bad_request' });
    const missing = updateBotSettings(deps, { actor, botId: 'none', changes: {} });
    await expect(missing).rejects.toMatchObject({ code: 'not_found' });
    expect((await getBot(deps, 'shop')).settingsVersion).toBe(1);
  });

  test('damaged settings are reported, and saving all of them mends the bot', async () => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    await createBot(deps, shop);
    for (const damaged of ['{', '{"organisation":1}']) {
      await store.db.updateTable('bots').set({ settings: damaged }).execute();
      await expect(getBot(deps, 'shop')).rejects.toMatchObject({
        code: 'storage_failed',
        message: expect.stringContaining('"shop"'),
      });
    }
    await updateBotSettings(deps, { actor, botId: 'shop', changes: settings });
    expect((await getBot(deps, 'shop')).settings.organisation).toBe('Ridge & Rill');
  });
});
