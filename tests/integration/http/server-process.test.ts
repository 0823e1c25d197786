import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Conversation } from '../../../server/contract/index.ts';
import { foyer } from '../../support/cli.ts';
import { formOf } from '../../support/form-of.ts';
import { testCacheDir, testModels } from '../../support/models.ts';
import { readEvents } from '../../support/read-stream.ts';
import { startServer, type TestServer } from '../../support/server.ts';

const session = 'D'.repeat(43);
const question = 'Can I return boots that I wore outside, and how long do I have?';
const document =
  '# Returns\n\nBoots that were worn outside cannot be returned. Unworn boots can be returned within 30 days. You get your money back within five working days after the boots arrive at our warehouse. Returns by post are free.\n';
const settings = {
  organisation: 'Boot shop',
  greeting: 'Hello',
  refusal: 'I could not find this.',
  handoffMessage: 'A colleague will help.',
  answerThreshold: 0,
};

let dataDir: string;
let server: TestServer;
let key: string;

beforeAll(async () => {
  await testModels();
  dataDir = await mkdtemp(join(tmpdir(), 'foyer-process-'));
  const env = { FOYER_DATA: dataDir, FOYER_CACHE: testCacheDir() };
  key = (await foyer(['keys', 'create', 'test', '--role', 'admin'], { env })).stdout.trim();
  server = await startServer({ args: ['start'], dataDir });
  await admin('/api/admin/bots', { id: 'boots', name: 'Boots', settings });
  const body = formOf({ 'returns.md': document });
  const headers = { authorization: `Bearer ${key}` };
  const upload = await fetch(`${server.url}/api/admin/bots/boots/documents`, {
    method: 'POST',
    headers,
    body,
  });
  expect((await readEvents(upload)).events.at(-1)).toMatchObject({ type: 'finished', ready: 1 });
}, 600_000);

afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

async function admin(path: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
}

function ask(id: string): Promise<Response> {
  return fetch(`${server.url}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-foyer-session': session },
    body: JSON.stringify({ botId: 'boots', id, message: { role: 'user', text: question } }),
  });
}

/** Runs `then` once, when the model has the question. */
function onceReading(then: () => void | Promise<void>): (event: unknown) => void | Promise<void> {
  let isDone = false;
  return (event) => {
    if (isDone || (event as { data?: { status?: string } }).data?.status !== 'reading') return;
    isDone = true;
    return then();
  };
}

function generatorPid(): number {
  const list = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const line = list.split('\n').find((each) => {
    const [, parent] = each.trim().split(/\s+/);
    return parent === String(server.process.pid) && each.includes('generator-child');
  });
  return Number(line?.trim().split(/\s+/)[0]);
}

test('kill -9 of the generator while it works: a clear event, and the next turn works', async () => {
  const { events } = await readEvents(
    await ask('killed'),
    onceReading(() => void process.kill(generatorPid(), 'SIGKILL')),
  );
  expect(events.at(-1)).toMatchObject({ type: 'error', code: 'model_crashed', retryable: true });
  expect((events.at(-1) as { errorText: string }).errorText).toMatch(/^[A-Z].*\.$/);
  const next = await readEvents(await ask('killed'));
  expect(next.events.at(-1)).toMatchObject({ type: 'finish' });
  const kept = await fetch(`${server.url}/api/chat/killed`, { headers: { 'x-foyer-session': session } });
  const { messages } = (await kept.json()) as Conversation;
  expect(messages.map((message) => message.metadata.status)).toEqual([
    'complete',
    'failed',
    'complete',
    'complete',
  ]);
});

test('a visitor who closes the page frees the model', async () => {
  const response = await ask('left');
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect
    .poll(
      async () => {
        const kept = await fetch(`${server.url}/api/chat/left`, { headers: { 'x-foyer-session': session } });
        return ((await kept.json()) as Conversation).answering;
      },
      { timeout: 30_000 },
    )
    .toBe(false);
});

test('kill -9 of the server while it answers: the next one takes the same conversation up at once', async () => {
  const exited = once(server.process, 'exit');
  await readEvents(
    await ask('cut-off'),
    onceReading(() => void server.process.kill('SIGKILL')),
  ).catch(() => {});
  await exited;
  server = await startServer({ args: ['start'], dataDir });
  expect(server.output()).toContain('dead-process-found');
  const kept = await fetch(`${server.url}/api/chat/cut-off`, { headers: { 'x-foyer-session': session } });
  const { messages } = (await kept.json()) as Conversation;
  expect(messages.map((message) => message.metadata.status)).toEqual(['complete', 'failed']);
  expect((await readEvents(await ask('cut-off'))).events.at(-1)).toMatchObject({ type: 'finish' });
}, 300_000);

test('SIGTERM: no new turns, the running one finishes, exit 0', async () => {
  let refused: Response | undefined;
  const exited = once(server.process, 'exit');
  const { events, done } = await readEvents(
    await ask('last'),
    onceReading(async () => {
      server.process.kill('SIGTERM');
      await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(503);
      refused = await ask('too-late');
    }),
  );
  expect(refused?.status).toBe(503);
  expect(await refused?.json()).toMatchObject({ error: { code: 'shutting_down' } });
  expect(events.at(-1)).toMatchObject({ type: 'finish' });
  expect(done).toBe(true);
  expect(await exited).toEqual([0, null]);
});
