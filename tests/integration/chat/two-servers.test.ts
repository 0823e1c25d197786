import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Clock } from '../../../server/base/index.ts';
import { recoverReplies } from '../../../server/chat/index.ts';
import type { Conversation } from '../../../server/contract/index.ts';
import { LEASE_MS } from '../../../server/jobs/index.ts';
import { openStore } from '../../../server/store/index.ts';
import { createTestApp, describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { type Child, startChild } from '../../support/child.ts';
import { type HeldGenerator, heldGenerator } from '../../support/held-generator.ts';
import { readParts, textOf } from '../../support/read-stream.ts';
import { silentLog } from '../../support/store.ts';

const HOLDER = join(import.meta.dirname, '../../support/lease-holder.ts');
const FIRST = 'Boots worn outside cannot be returned. [1]';
const SECOND = 'You can return unworn boots within 30 days.';
const session = 'B'.repeat(43);
const message = { role: 'user', text: 'Can I return boots worn outside within 30 days?' };
const held = () => heldGenerator(`${FIRST} You can`, ' return unworn boots within 30 days.');

/** When every word of `one` that it is alive is too old. */
const later: Clock = { now: () => Date.now() + 2 * LEASE_MS };

/** Another server on the database of `one`. */
async function openBeside(one: TestApp, generator: HeldGenerator, clock: Clock) {
  const { dataDir, databaseUrl } = one.context.config.storage;
  const store = await openStore({ dataDir, databaseUrl, log: silentLog });
  const app = await createTestApp({ overrides: { generator, store, clock } });
  return {
    ...app,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

const send = (app: TestApp, id: string) =>
  app.request('/api/chat', { session, body: { botId: TEST_BOT_ID, id, message } });

async function statuses(app: TestApp, id: string): Promise<unknown[]> {
  const conversation = await (await app.request(`/api/chat/${id}`, { session })).json();
  return (conversation as Conversation).messages.map(({ metadata }) => metadata.status);
}

/** A reply that a process of its own is writing. */
async function writeElsewhere(app: TestApp): Promise<Child> {
  const { dataDir, databaseUrl } = app.context.config.storage;
  const holder = startChild(HOLDER, { dataDir, databaseUrl, lockFolder: join(dataDir, 'processes') });
  await expect.poll(() => holder.lines).toHaveLength(1);
  await readParts(await send(app, 'talk'));
  await app.context.store.db
    .updateTable('messages')
    .set({ status: 'streaming', held_by: holder.lines[0] ?? '' })
    .where('role', '=', 'assistant')
    .execute();
  return holder;
}

describeApps('two servers on one database', (open) => {
  test('one that starts leaves the replies of the other alone, and answers nothing in the same conversation', async () => {
    const generator = held();
    await using one = await open({ overrides: { generator } });
    const began = Date.now();
    const response = await send(one, 'talk');
    await generator.waiting();
    await using two = await openBeside(one, held(), { now: () => began });
    expect(await recoverReplies(two.context)).toBe(0);
    expect(await statuses(two, 'talk')).toEqual(['complete', 'streaming']);
    expect((await send(two, 'talk')).status).toBe(409);
    generator.release();
    expect(textOf(await readParts(response))).toContain(SECOND);
    expect(await statuses(two, 'talk')).toEqual(['complete', 'complete']);
  });

  test('what a server that died was writing is failed by the other, which answers when it is asked again', async () => {
    const generator = held();
    await using one = await open({ overrides: { generator } });
    const response = await send(one, 'talk');
    await generator.waiting();
    const other = held();
    await using two = await openBeside(one, other, later);
    const again = await send(two, 'talk');
    expect(again.status).toBe(200);
    await other.waiting();
    expect(await statuses(two, 'talk')).toEqual(['complete', 'failed', 'complete', 'streaming']);
    // It was only standing still: what it writes now would come between.
    generator.release();
    const parts = await readParts(response);
    expect(parts.at(-1)).toMatchObject({ type: 'error', code: 'timeout' });
    expect(textOf(parts)).toBe(FIRST);
    other.release();
    expect(textOf(await readParts(again))).toContain(SECOND);
    expect(await statuses(two, 'talk')).toEqual(['complete', 'failed', 'complete', 'complete']);
  });

  test('a reply that was left behind is failed also when nobody asks again', async () => {
    const generator = held();
    await using one = await open({ overrides: { generator } });
    const response = await send(one, 'talk');
    await generator.waiting();
    await using two = await openBeside(one, held(), later);
    expect(await recoverReplies(two.context)).toBe(1);
    expect(await statuses(two, 'talk')).toEqual(['complete', 'failed']);
    generator.release();
    await readParts(response);
  });

  test('a server beside it sees at once that one has died: its visitors need not wait for its lease', async () => {
    await using app = await open();
    await using other = await writeElsewhere(app);
    expect(await recoverReplies(app.context)).toBe(0);
    expect((await send(app, 'talk')).status).toBe(409);
    other.process.kill('SIGKILL');
    await other.exited;
    expect(await recoverReplies(app.context)).toBe(1);
    expect(await statuses(app, 'talk')).toEqual(['complete', 'failed']);
    expect((await send(app, 'talk')).status).toBe(200);
    expect(await readdir(join(app.dataDir, 'processes'))).not.toContain(other.lines[0]);
  });

  test('of one on another machine nothing can be seen: what it writes is left alone until its lease ends', async () => {
    await using app = await open();
    await using other = await writeElsewhere(app);
    const { store } = app.context;
    await store.db.updateTable('process_leases').set({ machine: 'another' }).execute();
    other.process.kill('SIGKILL');
    await other.exited;
    expect(await recoverReplies({ ...app.context, clock: { now: () => 0 } })).toBe(0);
    expect(await recoverReplies({ ...app.context, clock: later })).toBe(1);
  });

  test('a server that stood still does not take its own reply for one of the dead', async () => {
    const generator = held();
    await using one = await open({ overrides: { generator } });
    const response = await send(one, 'talk');
    await generator.waiting();
    expect(await recoverReplies({ ...one.context, clock: later })).toBe(0);
    generator.release();
    expect(textOf(await readParts(response))).toContain(SECOND);
  });
});
