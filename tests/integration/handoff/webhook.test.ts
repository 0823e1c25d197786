import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import type { DeliveryBody, WebhookBody } from '../../../server/contract/index.ts';
import { DELIVERY_JOB, deliveryJob } from '../../../server/handoff/index.ts';
import { type JobRunner, runJobs } from '../../../server/jobs/index.ts';
import { describeApps, type TestApp } from '../../support/app.ts';
import { handClock } from '../../support/clock.ts';
import { ASK, emptyBot, visitorOf } from '../../support/handoff.ts';
import {
  type ReceivedHook,
  signatureOf,
  startWebhookServer,
  type WebhookServer,
} from '../../support/webhook-server.ts';

const OPERATORS = 'a secret of the operator';
const DAY_MS = 24 * 3_600_000;
const HERE = { allowedHosts: ['127.0.0.1'] };
const clock = handClock(Date.UTC(2026, 10, 29));

describeApps('a webhook, as who connects it sees it', (open) => {
  let app: TestApp;
  let hooks: WebhookServer;
  let jobs: JobRunner;
  let key: string;

  beforeAll(async () => {
    hooks = await startWebhookServer();
    app = await open({ overrides: { clock }, delivery: HERE });
    const handlers = { [DELIVERY_JOB]: deliveryJob(app.context.delivering) };
    jobs = runJobs(app.context, handlers, { pollMs: 20, firstPauseMs: 10 });
    key = await app.keyOf('admin');
  });
  afterAll(async () => {
    for (const part of [jobs, app, hooks]) await part[Symbol.asyncDispose]();
  });

  function hookOf(botId: string, as = key) {
    const path = `/api/admin/bots/${botId}`;
    return {
      look: async () => (await (await app.request(`${path}/webhook`, { key: as })).json()) as WebhookBody,
      makeSecret: () => app.request(`${path}/webhook/secret`, { key: as, method: 'POST' }),
      sendTest: () => app.request(`${path}/webhook/test`, { key: as, method: 'POST' }),
      again: (id: string) => app.request(`${path}/deliveries/${id}/retry`, { key: as, method: 'POST' }),
      async deliveries() {
        const response = await app.request(`${path}/deliveries`, { key: as });
        return ((await response.json()) as { deliveries: DeliveryBody[] }).deliveries;
      },
      async settled() {
        await expect
          .poll(async () => (await this.deliveries()).every(({ state }) => state !== 'waiting'), {
            timeout: 30_000,
          })
          .toBe(true);
        return this.deliveries();
      },
    };
  }

  const secretOf = async (response: Response) => ((await response.json()) as { secret: string }).secret;

  const signed = (hook: ReceivedHook, secret: string) =>
    String(hook.headers['webhook-signature']).split(' ').includes(signatureOf(hook, secret));

  test('made, tried, and seen to arrive, with a secret that is told once', async () => {
    hooks.received.length = 0;
    const botId = await emptyBot(app, { webhookUrl: hooks.url });
    const hook = hookOf(botId);
    expect(await hook.look()).toMatchObject({ url: hooks.url, secret: 'none' });
    const refused = await hook.sendTest();
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('secret');
    const made = await hook.makeSecret();
    expect(made.status).toBe(201);
    const secret = await secretOf(made);
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const standing = await hook.look();
    expect(standing).toMatchObject({ secret: 'own', previousUntil: null });
    expect(JSON.stringify(standing)).not.toContain('whsec_');
    expect((await hook.sendTest()).status).toBe(202);
    expect(await hook.settled()).toMatchObject([
      { event: 'webhook.test', state: 'sent', status: 200, conversationId: null },
    ]);
    const [received] = hooks.received;
    expect(JSON.parse(received?.body ?? '')).toMatchObject({ type: 'webhook.test', data: { botId } });
    expect(received && signed(received, secret)).toBe(true);
    const record = await listAudit(app.context.store, { limit: 5 });
    const verbs = record.map(({ verb }) => verb);
    expect(verbs).toEqual(expect.arrayContaining(['makeWebhookSecret', 'sendTestWebhook']));
    expect(JSON.stringify(record)).not.toContain(secret);
  });

  test('a test that fails is not tried again by itself, and says why', async () => {
    const botId = await emptyBot(app, { webhookUrl: hooks.url });
    const hook = hookOf(botId);
    await hook.makeSecret();
    hooks.answer(503);
    await hook.sendTest();
    const [failed] = await hook.settled();
    expect(failed).toMatchObject({ state: 'failed', status: 503, attempts: 1 });
    expect(failed?.error).toContain('answered 503');
    hooks.answer(200);
    expect((await hook.again(failed?.id ?? '')).status).toBe(202);
    expect(await hook.settled()).toMatchObject([{ state: 'sent', status: 200, attempts: 2 }]);
  });

  test('one that arrived is sent again under the same id, for a receiver that lost it', async () => {
    const botId = await emptyBot(app, { live: false, webhookUrl: hooks.url });
    const hook = hookOf(botId);
    await hook.makeSecret();
    hooks.received.length = 0;
    await visitorOf(app, botId).say(ASK);
    const [sent] = await hook.settled();
    expect(sent).toMatchObject({ event: 'conversation.state-changed', state: 'sent' });
    expect((await hook.again(sent?.id ?? '')).status).toBe(202);
    await hook.settled();
    expect(hooks.received.map(({ headers }) => headers['webhook-id'])).toEqual([sent?.id, sent?.id]);
    const [first, second] = hooks.received.map(({ body }) => body);
    expect(second).toBe(first);
  });

  test('a new secret signs at once, the one before beside it for a day and no longer', async () => {
    const botId = await emptyBot(app, { webhookUrl: hooks.url });
    const hook = hookOf(botId);
    const before = await secretOf(await hook.makeSecret());
    clock.advance(1_000);
    const after = await secretOf(await hook.makeSecret());
    expect((await hook.look()).previousUntil).toBe(clock.now() + DAY_MS);
    const check = async () => {
      hooks.received.length = 0;
      await hook.sendTest();
      await hook.settled();
      return [before, after].map((secret) => hooks.received[0] && signed(hooks.received[0], secret));
    };
    expect(await check()).toEqual([true, true]);
    clock.advance(DAY_MS + 1);
    expect(await check()).toEqual([false, true]);
    expect((await hook.look()).previousUntil).toBe(null);
  });

  test('a bot without one of its own is signed for with the operator’s, which gives way in a day', async () => {
    await using other = await open({ overrides: { clock }, delivery: { ...HERE, webhookSecret: OPERATORS } });
    const handlers = { [DELIVERY_JOB]: deliveryJob(other.context.delivering) };
    await using _jobs = runJobs(other.context, handlers, { pollMs: 20 });
    const botId = await emptyBot(other, { webhookUrl: hooks.url });
    const as = await other.keyOf('admin');
    const path = `/api/admin/bots/${botId}/webhook`;
    const post = (what: string) => other.request(`${path}/${what}`, { key: as, method: 'POST' });
    const arrived = async () => {
      hooks.received.length = 0;
      expect((await post('test')).status).toBe(202);
      await expect.poll(() => hooks.received.length, { timeout: 30_000 }).toBe(1);
      return hooks.received[0] as ReceivedHook;
    };
    expect(await (await other.request(path, { key: as })).json()).toMatchObject({ secret: 'operator' });
    expect(signed(await arrived(), OPERATORS)).toBe(true);
    const own = await secretOf(await post('secret'));
    const both = await arrived();
    expect([signed(both, OPERATORS), signed(both, own)]).toEqual([true, true]);
    clock.advance(DAY_MS + 1);
    const alone = await arrived();
    expect([signed(alone, OPERATORS), signed(alone, own)]).toEqual([false, true]);
  });

  test('without an address there is nothing to try; twenty tests an hour are enough', async () => {
    const bare = hookOf(await emptyBot(app, {}));
    await bare.makeSecret();
    expect((await bare.sendTest()).status).toBe(400);
    const hook = hookOf(await emptyBot(app, { webhookUrl: hooks.url }));
    await hook.makeSecret();
    for (let count = 0; count < 20; count++) expect((await hook.sendTest()).status).toBe(202);
    const refused = await hook.sendTest();
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('Wait 60 minutes');
    clock.advance(3_600_001);
    expect((await hook.sendTest()).status).toBe(202);
  });

  test('who edits may try it and make no secret; who only looks may do neither, nor send again', async () => {
    const botId = await emptyBot(app, { webhookUrl: hooks.url });
    await hookOf(botId).makeSecret();
    const editor = hookOf(botId, await app.keyOf('staff'));
    expect((await editor.makeSecret()).status).toBe(403);
    expect((await editor.sendTest()).status).toBe(202);
    const reader = hookOf(botId, await app.keyOf('reader'));
    expect((await reader.makeSecret()).status).toBe(403);
    expect((await reader.sendTest()).status).toBe(403);
    expect((await reader.again('any')).status).toBe(403);
    expect(await reader.look()).toMatchObject({ secret: 'own' });
    const bound = hookOf(botId, await app.keyOf('admin', botId));
    expect((await bound.makeSecret()).status).toBe(403);
  });
});
