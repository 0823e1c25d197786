import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateBotSettings } from '../../../server/bots/index.ts';
import type { ContactRequestBody, DeliveryBody } from '../../../server/contract/index.ts';
import {
  DELIVERY_JOB,
  type DeliveryDeps,
  deliveryJob,
  runHandoffClock,
} from '../../../server/handoff/index.ts';
import { type JobRunner, runJobs } from '../../../server/jobs/index.ts';
import { describeApps, type TestApp } from '../../support/app.ts';
import { ASK, emptyBot, staffOf, visitorOf } from '../../support/handoff.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';
import { signatureOf, startWebhookServer, type WebhookServer } from '../../support/webhook-server.ts';

const SECRET = `whsec_${Buffer.from('a secret of the test, 32 bytes..').toString('base64')}`;
const FORM = {
  name: 'Rosa Visitor',
  email: 'rosa@visitor.example',
  message: 'Please call me about order 4711.',
};

describeApps('the form and what is sent', (open) => {
  let app: TestApp;
  let mail: MailServer;
  let hooks: WebhookServer;
  let jobs: JobRunner;

  beforeAll(async () => {
    mail = await startMailServer();
    hooks = await startWebhookServer();
    const delivery = {
      smtpUrl: mail.url,
      mailFrom: 'Foyer <bot@shop.example>',
      webhookSecret: SECRET,
      allowedHosts: ['127.0.0.1'],
    };
    app = await open({ delivery });
    jobs = work(app.context.delivering);
  });
  afterAll(async () => {
    for (const part of [jobs, app, mail, hooks]) await part[Symbol.asyncDispose]();
  });

  function work(deps: DeliveryDeps): JobRunner {
    const handlers = { [DELIVERY_JOB]: deliveryJob(deps) };
    return runJobs(app.context, handlers, { pollMs: 20, firstPauseMs: 10, concurrency: 2 });
  }

  async function filled(handoff: { email?: string; webhookUrl?: string }) {
    const botId = await emptyBot(app, { live: false, ...handoff });
    const visitor = visitorOf(app, botId);
    await visitor.say(ASK);
    const response = await visitor.post('contact', { botId, ...FORM });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ handoff: { state: 'bot' } });
    return { botId, visitor, staff: await staffOf(app, botId) };
  }

  async function listed<T>(botId: string, what: 'contact-requests' | 'deliveries'): Promise<T> {
    const key = await app.keyOf('staff', botId);
    return (await (await app.request(`/api/admin/bots/${botId}/${what}`, { key })).json()) as T;
  }

  const deliveriesOf = async (botId: string) =>
    (await listed<{ deliveries: DeliveryBody[] }>(botId, 'deliveries')).deliveries;

  async function settled(botId: string): Promise<DeliveryBody[]> {
    await expect
      .poll(async () => (await deliveriesOf(botId)).every(({ state }) => state !== 'waiting'), {
        timeout: 30_000,
      })
      .toBe(true);
    return await deliveriesOf(botId);
  }

  test('the form reaches the team by mail, with the transcript, and stays in the inbox until dealt with', async () => {
    mail.received.length = 0;
    const { botId } = await filled({ email: 'team@shop.example' });
    const [delivery] = await settled(botId);
    expect(delivery).toMatchObject({ channel: 'email', state: 'sent', attempts: 1, error: null });
    const [received] = mail.received;
    expect(received).toMatchObject({ from: 'bot@shop.example', to: ['team@shop.example'] });
    const source = received?.source ?? '';
    expect(source).toMatch(/^Subject: Empty: a message from Rosa Visitor\r$/m);
    expect(source).toMatch(/^Reply-To: "?Rosa Visitor"? <rosa@visitor\.example>\r$/m);
    expect(source).toContain('Please call me about order 4711.');
    expect(source).toContain('filename=conversation.txt');
    const transcript = Buffer.from(
      source.split('filename=conversation.txt')[1]?.split('--')[0] ?? '',
      'base64',
    );
    expect(transcript.toString('utf8')).toContain(ASK);

    const { contactRequests } = await listed<{ contactRequests: ContactRequestBody[] }>(
      botId,
      'contact-requests',
    );
    expect(contactRequests).toMatchObject([{ ...FORM, handledAt: null, deliveries: [{ state: 'sent' }] }]);
    const key = await app.keyOf('staff', botId);
    const path = `/api/admin/bots/${botId}/contact-requests/${contactRequests[0]?.id}`;
    const handled = await app.request(path, { key, method: 'PATCH', body: { handled: true } });
    expect(handled.status).toBe(204);
    const after = await listed<{ contactRequests: ContactRequestBody[] }>(botId, 'contact-requests');
    expect(after.contactRequests[0]?.handledBy).toMatch(/^key:/);
  });

  test('the mail leads to the conversation in the console', async () => {
    mail.received.length = 0;
    const botId = await emptyBot(app, { live: false, email: 'team@shop.example' });
    await jobs[Symbol.asyncDispose]();
    const visitor = visitorOf(app, botId);
    expect((await visitor.post('contact', { botId, ...FORM })).status).toBe(200);
    const { id } = await visitor.conversation();
    jobs = work({ ...app.context.delivering, consoleUrl: 'https://chat.shop.example' });
    await settled(botId);
    const text = mail.received[0]?.source.replaceAll('=\r\n', '');
    expect(text).toContain(`https://chat.shop.example/console/${botId}/inbox/${id}`);
  });

  test('a form that is sent again, since no answer came, is one message and one mail', async () => {
    mail.received.length = 0;
    const { botId, visitor } = await filled({ email: 'team@shop.example' });
    const again = await visitor.post('contact', { botId, ...FORM });
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ handoff: { state: 'bot' } });
    expect(await settled(botId)).toHaveLength(1);
    expect(mail.received).toHaveLength(1);
    await visitor.post('contact', { botId, ...FORM, message: 'And about order 4712.' });
    expect(await settled(botId)).toHaveLength(2);
  });

  test('a mail server that is busy is asked again', async () => {
    mail.received.length = 0;
    mail.refuse(2);
    const { botId } = await filled({ email: 'team@shop.example' });
    const sent = await settled(botId);
    expect(sent).toMatchObject([{ state: 'sent', attempts: 3, error: null }]);
    expect(mail.received).toHaveLength(1);
    // A worker killed after it has sent sends again: by this name the second is known for the same.
    expect(mail.received[0]?.source).toContain(`Message-ID: <${sent[0]?.id}@shop.example>`);
  });

  test('a name with line breaks makes no headers', async () => {
    mail.received.length = 0;
    const botId = await emptyBot(app, { live: false, email: 'team@shop.example' });
    const visitor = visitorOf(app, botId);
    const name = 'Rosa\r\nBcc: everyone@evil.example';
    expect((await visitor.post('contact', { botId, ...FORM, name })).status).toBe(200);
    await settled(botId);
    expect(mail.received[0]?.to).toEqual(['team@shop.example']);
    expect(mail.received[0]?.source).not.toMatch(/^Bcc:/m);
  });

  test('webhooks are signed as standardwebhooks.com says, and tried again until they are taken', async () => {
    hooks.received.length = 0;
    hooks.answer(500);
    const { botId, visitor } = await filled({ webhookUrl: hooks.url });
    await expect.poll(() => hooks.received.length).toBeGreaterThan(2);
    hooks.answer(204);
    const deliveries = await settled(botId);
    expect(deliveries.every(({ state, status }) => state === 'sent' && status === 204)).toBe(true);
    expect(deliveries.some(({ attempts }) => attempts > 1)).toBe(true);
    const { id } = await visitor.conversation();
    const bodies = hooks.received.map(({ body }) => JSON.parse(body));
    expect(bodies).toContainEqual({
      type: 'contact.created',
      timestamp: expect.any(String),
      data: { botId, conversationId: id, contactRequestId: expect.any(String), ...FORM },
    });
    expect(bodies).toContainEqual({
      type: 'conversation.state-changed',
      timestamp: expect.any(String),
      data: { botId, conversationId: id, from: 'bot', to: 'requested', event: 'request', reason: 'asked' },
    });
    for (const hook of hooks.received) {
      expect(hook.headers['webhook-signature']).toBe(signatureOf(hook, SECRET));
    }
  });

  test('a redirect is not followed', async () => {
    const { botId } = await filled({});
    hooks.received.length = 0;
    hooks.answer(302, { location: 'http://169.254.169.254/latest/meta-data' });
    const { handoff } = (
      await (await app.request(`/api/admin/bots/${botId}`, { key: await app.keyOf('admin') })).json()
    ).settings;
    const changes = { handoff: { ...handoff, webhookUrl: hooks.url } };
    await updateBotSettings(app.context, { actor: 'system:test', botId, changes });
    await visitorOf(app, botId).say(ASK);
    await expect
      .poll(async () => (await deliveriesOf(botId))[0]?.error)
      .toMatch(/answered 302 instead of 2xx/);
    hooks.answer(200);
    expect(await settled(botId)).toMatchObject([{ state: 'sent' }]);
  });

  test.each([
    'http://localhost',
    'http://[::1]',
    'http://0.0.0.0',
    'http://2130706433',
    'http://192.168.0.1',
  ])('nothing is sent into the network to %s, and staff read why', async (origin) => {
    hooks.received.length = 0;
    const url = new URL(hooks.url);
    const { hostname } = new URL(origin);
    if (hostname === '127.0.0.1') return;
    const { botId } = await filled({ webhookUrl: `${origin}:${url.port}/hook` });
    const deliveries = await settled(botId);
    expect(deliveries.every(({ state, attempts }) => state === 'failed' && attempts === 1)).toBe(true);
    expect(deliveries[0]?.error).toContain('inside the network');
    expect(hooks.received).toEqual([]);
  });

  test('what failed for good can be tried again when it is mended', async () => {
    await jobs[Symbol.asyncDispose]();
    const { botId } = await filled({ email: 'team@shop.example' });
    await using broken = work({ ...app.context.delivering, mailer: undefined });
    broken.wake();
    const [failed] = await settled(botId);
    expect(failed).toMatchObject({ state: 'failed', error: expect.stringContaining('FOYER_SMTP_URL') });
    await broken[Symbol.asyncDispose]();
    jobs = work(app.context.delivering);
    const key = await app.keyOf('staff', botId);
    const path = `/api/admin/bots/${botId}/deliveries/${failed?.id}/retry`;
    expect((await app.request(path, { key, method: 'POST' })).status).toBe(202);
    expect(await settled(botId)).toMatchObject([{ state: 'sent', error: null }]);
    expect((await app.request(path, { key, method: 'POST' })).status).toBe(409);
  });

  test('what was broken off too often to say so can be sent again, and not while it is on its way', async () => {
    await jobs[Symbol.asyncDispose]();
    const { botId } = await filled({ email: 'team@shop.example' });
    const [delivery] = await deliveriesOf(botId);
    const key = await app.keyOf('staff', botId);
    const path = `/api/admin/bots/${botId}/deliveries/${delivery?.id}/retry`;
    expect((await app.request(path, { key, method: 'POST' })).status).toBe(409);
    const mine = app.context.store.db.updateTable('jobs').where('unique_key', '=', `deliver:${delivery?.id}`);
    await mine.set((e) => ({ attempts: e.ref('max_attempts') })).execute();
    jobs = work(app.context.delivering);
    const stateOfJob = async () => {
      const query = app.context.store.db.selectFrom('jobs').select('state');
      return (await query.where('unique_key', '=', `deliver:${delivery?.id}`).executeTakeFirstOrThrow())
        .state;
    };
    await expect.poll(stateOfJob).toBe('failed');
    expect(await deliveriesOf(botId)).toMatchObject([{ state: 'waiting' }]);
    expect((await app.request(path, { key, method: 'POST' })).status).toBe(202);
    expect(await settled(botId)).toMatchObject([{ state: 'sent' }]);
  });

  test('the queue forgets what it sent a week ago; what became of it is still told', async () => {
    const { botId } = await filled({ email: 'team@shop.example' });
    const [delivery] = await settled(botId);
    const { db } = app.context.store;
    const mine = db.selectFrom('jobs').select('state').where('unique_key', '=', `deliver:${delivery?.id}`);
    const isForgotten = async () => (await mine.executeTakeFirst()) === undefined;
    await expect.poll(async () => (await mine.executeTakeFirst())?.state).toBe('done');
    const after = (days: number) => ({
      ...app.context,
      clock: { now: () => Date.now() + days * 86_400_000 },
    });
    await using later = runHandoffClock(after(6), 20);
    await later[Symbol.asyncDispose]();
    expect(await isForgotten()).toBe(false);
    await using clock = runHandoffClock(after(8), 20);
    await expect.poll(isForgotten).toBe(true);
    await clock[Symbol.asyncDispose]();
    expect(await deliveriesOf(botId)).toMatchObject([{ id: delivery?.id, state: 'sent' }]);
  });

  test('a form without an address to answer to is refused, and so is one while a person is there', async () => {
    const botId = await emptyBot(app, {});
    const visitor = visitorOf(app, botId);
    expect((await visitor.post('contact', { botId, ...FORM, email: 'rosa' })).status).toBe(400);
    expect((await visitor.post('contact', { botId, ...FORM, message: '  ' })).status).toBe(400);
    const { conversationId } = await visitor.say(ASK);
    await (await staffOf(app, botId)).take(conversationId);
    expect((await visitor.post('contact', { botId, ...FORM })).status).toBe(409);
  });
});
