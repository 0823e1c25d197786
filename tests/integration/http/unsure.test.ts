import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateBotSettings } from '../../../server/bots/index.ts';
import type {
  AskReply,
  ChatCompletion,
  Conversation,
  InboxConversation,
  Insight,
} from '../../../server/contract/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { staffOf, textsOf, visitorOf } from '../../support/handoff.ts';
import { readParts, textOf } from '../../support/read-stream.ts';

/** The shop's pages say something near it, and no more. */
const NEAR = 'Can I give my boots back?';
const SURE = 'Can I return boots worn outside?';
const OUTSIDE = 'Who won the cup in 1966?';

describeApps('a reply that the bot is not sure of', (open) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await open();
  });
  afterAll(() => app[Symbol.asyncDispose]());

  const ofBot = ({ messages }: Conversation) => messages.filter(({ role }) => role === 'assistant');

  test('says so in the stream and after a reload, beside its text, and offers a person', async () => {
    const visitor = visitorOf(app, TEST_BOT_ID);
    const body = { botId: TEST_BOT_ID, id: 'talk', message: { role: 'user', text: NEAR } };
    const parts = await readParts(await app.request('/api/chat', { session: visitor.session, body }));
    expect(parts.at(-1)).toMatchObject({ type: 'finish', messageMetadata: { kind: 'quote', unsure: true } });
    expect(parts.find(({ type }) => type === 'data-handoff')).toMatchObject({ data: { state: 'offered' } });
    const kept = await visitor.conversation();
    expect(kept).toMatchObject({ state: 'offered' });
    expect(ofBot(kept)).toMatchObject([{ metadata: { unsure: true } }]);
    expect(textsOf(kept).at(-1)).toBe(textOf(parts));
    expect(JSON.stringify(kept.messages.map((message) => message.parts))).not.toContain('not sure');

    await visitor.say(SURE);
    const [, sure] = ofBot(await visitor.conversation());
    expect(sure?.metadata).not.toHaveProperty('unsure');
  });

  test('is told to staff: the transcript, the inbox with why a person was offered, and a question tried out', async () => {
    const visitor = visitorOf(app, TEST_BOT_ID);
    const { conversationId } = await visitor.say(NEAR);
    const staff = await staffOf(app, TEST_BOT_ID);
    const detail: InboxConversation = await staff.read(conversationId);
    expect(detail.item.reason).toBe('unsure');
    expect(ofBot(detail.conversation)).toMatchObject([{ metadata: { unsure: true } }]);
    const key = await app.keyOf('admin');
    const tried = await app.request(`/api/admin/bots/${TEST_BOT_ID}/ask`, { key, body: { question: NEAR } });
    const reply = (await tried.json()) as AskReply;
    expect(reply).toMatchObject({ offerPerson: true, passport: { unsure: true } });
  });

  test('is no reason any more once the bot has refused, or a colleague comes by without being asked', async () => {
    const staff = await staffOf(app, TEST_BOT_ID);
    const reasonOf = async (id: string) => (await staff.read(id)).item.reason;
    const refused = visitorOf(app, TEST_BOT_ID);
    const { conversationId } = await refused.say(NEAR);
    await refused.say(OUTSIDE);
    expect(await reasonOf(conversationId)).toBe('refused');
    await refused.say(NEAR);
    expect(await reasonOf(conversationId)).toBe('refused');
    const met = await visitorOf(app, TEST_BOT_ID).say(NEAR);
    await staff.take(met.conversationId);
    expect(await reasonOf(met.conversationId)).toBe('staff');
  });

  test('is not the reason where the bot declined another question of the same message, though the hint stands', async () => {
    const visitor = visitorOf(app, TEST_BOT_ID);
    const { conversationId } = await visitor.say(`${NEAR} And ${OUTSIDE.toLowerCase()}`);
    const staff = await staffOf(app, TEST_BOT_ID);
    const { item, conversation }: InboxConversation = await staff.read(conversationId);
    expect(item.reason).toBe('refused');
    expect(ofBot(conversation)).toMatchObject([{ metadata: { unsure: true } }]);
  });

  test('is none that was refused: not in insight, and not to what calls a person after two of them', async () => {
    const settings = { handoff: { refusals: 2, actions: { refused: 'request' } } } as const;
    await updateBotSettings(app.context, { actor: 'system:test', botId: TEST_BOT_ID, changes: settings });
    const key = await app.keyOf('admin');
    const refusals = async () => {
      const response = await app.request(`/api/admin/bots/${TEST_BOT_ID}/insight`, { key });
      const { refusals: found } = (await response.json()) as Insight;
      return found.reduce((sum, { count }) => sum + count, 0);
    };
    const before = await refusals();
    const visitor = visitorOf(app, TEST_BOT_ID);
    for (let times = 0; times < 3; times += 1) {
      expect((await visitor.say(NEAR)).handoff).toMatchObject({ state: 'offered' });
    }
    expect(await refusals()).toBe(before);
    expect((await visitor.say(OUTSIDE)).handoff).toMatchObject({ state: 'offered' });
    expect((await visitor.say(OUTSIDE)).handoff).toMatchObject({ state: 'waiting' });
  });

  test('says so to OpenAI’s clients, whole and streamed', async () => {
    const key = await app.keyOf('integrator');
    const complete = (content: string, stream: boolean) =>
      app.request('/v1/chat/completions', {
        key,
        body: { model: TEST_BOT_ID, messages: [{ role: 'user', content }], stream },
      });
    const whole = (await (await complete(NEAR, false)).json()) as ChatCompletion;
    expect(whole.choices[0]?.message).toMatchObject({ unsure: true });
    const sure = (await (await complete(SURE, false)).json()) as ChatCompletion;
    expect(sure.choices[0]?.message).not.toHaveProperty('unsure');
    expect(await (await complete(NEAR, true)).text()).toContain('"unsure":true');
  });

  test('is one as any other where an admin switched the hint off', async () => {
    const key = await app.keyOf('admin');
    const settings = { unsureHint: false };
    const path = `/api/admin/bots/${TEST_BOT_ID}`;
    const saved = await app.request(path, { method: 'PATCH', key, body: { settings } });
    expect(saved.status).toBe(200);
    const visitor = visitorOf(app, TEST_BOT_ID);
    expect((await visitor.say(NEAR)).handoff).toBeUndefined();
    const kept = await visitor.conversation();
    expect(kept).toMatchObject({ state: 'bot' });
    expect(ofBot(kept)[0]?.metadata).not.toHaveProperty('unsure');
  });
});
