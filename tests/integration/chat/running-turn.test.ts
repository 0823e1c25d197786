import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { recoverReplies } from '../../../server/chat/index.ts';
import type { Conversation } from '../../../server/contract/index.ts';
import { LEASE_MS, ProcessLease } from '../../../server/jobs/index.ts';
import { createTestApp, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { heldGenerator } from '../../support/held-generator.ts';
import { readEvents, readParts, textOf } from '../../support/read-stream.ts';

const FIRST = 'Boots worn outside cannot be returned. [1]';
const SECOND = 'You can return unworn boots within 30 days.';
const session = 'A'.repeat(43);
const message = { role: 'user', text: 'Can I return boots worn outside within 30 days?' };

let testApp: TestApp;
const generator = heldGenerator(`${FIRST} You can`, ' return unworn boots within 30 days.');

beforeAll(async () => {
  testApp = await createTestApp({ overrides: { generator }, config: { queueLimit: 2 } });
});
afterAll(() => testApp[Symbol.asyncDispose]());

function send(id: string, options: { session?: string } = {}): Promise<Response> {
  return testApp.request('/api/chat', { session, body: { botId: TEST_BOT_ID, id, message }, ...options });
}

async function conversation(id: string): Promise<Conversation> {
  return (await (await testApp.request(`/api/chat/${id}`, { session })).json()) as Conversation;
}

const lastStatus = async (id: string) => (await conversation(id)).messages.at(-1)?.metadata.status;

test('what was shown is stored while the answer is still being written', async () => {
  const response = await send('talk-0');
  await generator.waiting();
  const during = await conversation('talk-0');
  expect(during.answering).toBe(true);
  expect(during.messages.at(-1)?.metadata.status).toBe('streaming');
  expect(during.messages.at(-1)?.parts).toContainEqual({ type: 'text', text: FIRST, state: 'done' });
  generator.release();
  const parts = await readParts(response);
  expect(textOf(parts)).toContain(SECOND);
  expect(await lastStatus('talk-0')).toBe('complete');
});

test('a second message waits its turn: conflict', async () => {
  const first = await send('talk-1');
  await generator.waiting();
  const second = await send('talk-1');
  expect(second.status).toBe(409);
  expect(await second.json()).toMatchObject({ error: { code: 'conflict' } });
  generator.release();
  await readParts(first);
});

test('two messages at the very same time: one is answered, one refused', async () => {
  const responses = await Promise.all([send('talk-2'), send('talk-2')]);
  expect(responses.map((response) => response.status).sort()).toEqual([200, 409]);
  await generator.waiting();
  generator.release();
  await readParts(responses.find((response) => response.status === 200) ?? new Response());
  expect((await conversation('talk-2')).messages).toHaveLength(2);
});

test('more turns than the queue holds: 503 with a time to come back', async () => {
  const first = await send('talk-3');
  const second = await send('b');
  const third = await send('c');
  expect(third.status).toBe(503);
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await third.json()).toMatchObject({ error: { code: 'queue_full' } });
  for (const id of ['b', 'talk-3'])
    await testApp.request(`/api/chat/${id}/stop`, { method: 'POST', session });
  await Promise.all([readParts(first), readParts(second)]);
});

test('who leaves for good stops the work; what was shown stays', async () => {
  const response = await send('talk-4');
  await generator.waiting();
  const before = generator.aborted;
  await response.body?.cancel();
  await vi.waitFor(() => expect(generator.aborted).toBe(before + 1));
  await vi.waitFor(async () => expect(await lastStatus('talk-4')).toBe('stopped'));
  expect(JSON.stringify((await conversation('talk-4')).messages)).toContain(FIRST);
});

test('who reloads the page follows the same reply from its start', async () => {
  const response = await send('talk-5');
  await generator.waiting();
  const before = generator.aborted;
  const resumed = await testApp.request('/api/chat/talk-5/stream', { session });
  await response.body?.cancel();
  expect(resumed.status).toBe(200);
  setTimeout(() => generator.release(), 120);
  const parts = await readParts(resumed);
  expect(parts[0]?.type).toBe('start');
  expect(textOf(parts)).toBe(`${FIRST} ${SECOND}`);
  expect(parts.at(-1)?.type).toBe('finish');
  expect(generator.aborted).toBe(before);
});

test('stop ends the reply at once with an abort', async () => {
  const response = await send('talk-6');
  await generator.waiting();
  const stopped = await testApp.request('/api/chat/talk-6/stop', { method: 'POST', session });
  expect(stopped.status).toBe(204);
  const parts = await readParts(response);
  expect(parts.at(-1)).toMatchObject({ type: 'abort' });
  expect(await lastStatus('talk-6')).toBe('stopped');
});

test('a model that crashes mid-answer ends it with an error event; the next turn works', async () => {
  const response = await send('talk-7');
  await generator.waiting();
  generator.fail(new AppError('model_crashed', 'The language model stopped. Please ask again.'));
  const { events, done } = await readEvents(response);
  expect(events.at(-1)).toMatchObject({
    type: 'error',
    code: 'model_crashed',
    errorText: 'The language model stopped. Please ask again.',
    retryable: true,
  });
  expect(done).toBe(true);
  expect(await lastStatus('talk-7')).toBe('failed');
  const next = await send('talk-7');
  await generator.waiting();
  generator.release();
  expect((await readParts(next)).at(-1)?.type).toBe('finish');
});

test('an unknown failure says nothing of its inside', async () => {
  const response = await send('talk-8');
  await generator.waiting();
  generator.fail(new Error('secret path /etc/shadow') as AppError);
  const { events } = await readEvents(response);
  expect(events.at(-1)).toMatchObject({ type: 'error', code: 'internal' });
  expect(JSON.stringify(events)).not.toContain('shadow');
});

test('after a crash of the server a reply left unfinished is failed, with what was shown', async () => {
  const response = await send('talk-10');
  await generator.waiting();
  expect(await recoverReplies(testApp.context)).toBe(0);
  const { context } = testApp;
  const next = { clock: { now: () => Date.now() + 2 * LEASE_MS }, lease: new ProcessLease(context) };
  expect(await recoverReplies({ ...context, ...next })).toBe(1);
  expect(await lastStatus('talk-10')).toBe('failed');
  expect(JSON.stringify((await conversation('talk-10')).messages)).toContain(FIRST);
  generator.release();
  await readParts(response);
});

test('draining: new messages get 503, the running one ends with an event', async () => {
  const response = await send('talk-9');
  await generator.waiting();
  const drained = testApp.context.turns.drain(50);
  const refused = await send('b');
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ error: { code: 'shutting_down' } });
  await drained;
  const { events } = await readEvents(response);
  expect(events.at(-1)).toMatchObject({ type: 'error', code: 'shutting_down' });
});
