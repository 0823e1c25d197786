import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../server/base/index.ts';
import { updateBotSettings } from '../../../server/bots/index.ts';
import { forgetOldConversations, runRetentionClock } from '../../../server/chat/index.ts';
import { addTestBot, describeApps, type TestApp } from '../../support/app.ts';
import { ASK, staffOf, visitorOf } from '../../support/handoff.ts';

const DAY_MS = 86_400_000;

describeApps('conversations that are not kept', (open) => {
  let app: TestApp;
  const owned = new AsyncDisposableStack();
  beforeAll(async () => {
    app = owned.use(await open());
  });
  afterAll(() => owned.disposeAsync());

  /** As it is so many days from now. */
  const inDays = (days: number) => ({
    ...app.context,
    clock: { ...systemClock, now: () => systemClock.now() + days * DAY_MS },
  });

  async function botThatKeeps(id: string, keepDays: number | null, isLive = true): Promise<string> {
    await addTestBot(app.context, id, { handoff: { live: isLive } });
    await updateBotSettings(app.context, { actor: 'user:a', botId: id, changes: { keepDays } });
    return id;
  }

  const count = async (table: 'conversations' | 'turns', botId: string) => {
    const rows = app.context.store.db.selectFrom(table).select('id').where('bot_id', '=', botId);
    return (await rows.execute()).length;
  };
  const countMessages = async (botId: string) => {
    const rows = app.context.store.db
      .selectFrom('messages')
      .innerJoin('conversations as c', 'c.id', 'messages.conversation_id')
      .select('messages.id')
      .where('c.bot_id', '=', botId);
    return (await rows.execute()).length;
  };

  test('go with all that is in them, some days after the last message; other bots keep theirs', async () => {
    const short = await botThatKeeps('short', 30);
    const all = await botThatKeeps('all', null);
    for (const bot of [short, all]) await visitorOf(app, bot).say('How long does delivery take?');
    expect(await forgetOldConversations(inDays(29))).toBe(0);
    expect(await count('turns', short)).toBe(1);
    expect(await forgetOldConversations(inDays(31))).toBe(1);
    expect([await count('conversations', short), await count('turns', short)]).toEqual([0, 0]);
    expect([await count('conversations', all), await count('turns', all)]).toEqual([1, 1]);
    expect([await countMessages(short), await countMessages(all)]).toEqual([0, 2]);
  });

  test('stay while a person is waited for, or was heard since', async () => {
    const bot = await botThatKeeps('waiting', 1);
    const visitor = visitorOf(app, bot);
    const staff = await staffOf(app, bot);
    const { conversationId } = await visitor.say(ASK);
    expect(await forgetOldConversations(inDays(3))).toBe(0);
    await staff.take(conversationId);
    await staff.post(`${conversationId}/messages`, { text: 'Hello' });
    expect(await forgetOldConversations(inDays(3))).toBe(0);
    await staff.post(`${conversationId}/close`);
    expect(await forgetOldConversations(inDays(3))).toBe(1);
    expect((await visitor.post('feedback')).status).toBe(404);
  });

  test('go as well where a person was asked for in vain', async () => {
    const bot = await botThatKeeps('in-vain', 1, false);
    expect((await visitorOf(app, bot).say(ASK)).handoff?.state).toBe('requested');
    expect(await forgetOldConversations(inDays(3))).toBe(1);
  });

  test('go by themselves while the server runs, hundreds at a time', async () => {
    const bot = await botThatKeeps('many', 7);
    const { db } = app.context.store;
    const old = { bot_id: bot, visitor_hash: 'v', state: 'bot', created_at: 1, updated_at: 1 } as const;
    const rows = Array.from({ length: 250 }, (_, index) => ({ ...old, id: `conv_old_${index}` }));
    for (let start = 0; start < rows.length; start += 50) {
      await db
        .insertInto('conversations')
        .values(rows.slice(start, start + 50))
        .execute();
    }
    await using _clock = runRetentionClock(app.context);
    await expect.poll(() => count('conversations', bot)).toBe(0);
  });
});
