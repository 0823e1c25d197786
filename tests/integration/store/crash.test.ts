import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import { openStore, type Store, searchPassages } from '../../../server/store/index.ts';
import { startChild } from '../../support/child.ts';
import { createDatabase, startPostgres } from '../../support/postgres.ts';
import { insertBotRow } from '../../support/rows.ts';
import { describeStores, quietLog, silentLog } from '../../support/store.ts';

const WRITER = join(import.meta.dirname, '../../support/crash-writer.ts');
const ROUNDS = Number(process.env['FOYER_CRASH_ROUNDS'] ?? 8);
const LONGEST_ROUND_MS = 400;
const PATIENCE_MS = 30_000 + ROUNDS * 3_000;

type Target = { dataDir: string; databaseUrl?: string | undefined };

/** Lets a writer write, ends it with `kill` at a random moment, and resolves to what it had acknowledged. */
async function interrupted(
  target: Target,
  round: number,
  kill: () => Promise<void> | void,
): Promise<string[]> {
  await using writer = startChild(WRITER, { ...target, round });
  await writer.said('ready');
  await sleep(Math.random() * LONGEST_ROUND_MS);
  await kill();
  writer.process.kill('SIGKILL');
  await writer.exited;
  return writer.lines.filter((line) => line !== 'ready');
}

async function assertWhole(store: Store, acknowledged: readonly string[]): Promise<void> {
  const rows = await store.db
    .selectFrom('conversations')
    .leftJoin('messages', 'messages.conversation_id', 'conversations.id')
    .select((e) => ['conversations.id as id', e.fn.count<number>('messages.id').as('messages')])
    .groupBy('conversations.id')
    .execute();
  const found = new Set(rows.map((row) => row.id));
  expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
  expect(rows.filter((row) => row.messages !== 2)).toEqual([]);
  await assertDocuments(store, acknowledged);
}

async function assertDocuments(store: Store, acknowledged: readonly string[]): Promise<void> {
  const documents = await store.db.selectFrom('documents').select(['id', 'bytes', 'content_hash']).execute();
  const found = new Set(documents.map((row) => row.id));
  const expected = acknowledged.filter((id) => Number(id.split('-')[1]) % 7 === 0);
  expect(expected.filter((id) => !found.has(id))).toEqual([]);
  const damaged = documents.filter(
    ({ bytes, content_hash }) => createHash('sha256').update(bytes).digest('hex') !== content_hash,
  );
  expect(damaged).toEqual([]);
  const last = expected.at(-1);
  if (last === undefined) return;
  const hits = await searchPassages(store, { botId: 'bot', query: last.replace('-', 'x'), limit: 1 });
  expect(hits[0]?.passageId).toBe(last);
}

async function assertSound({ db, dialect }: Store): Promise<void> {
  if (dialect === 'postgres') return;
  const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  expect(integrity.rows).toEqual([{ integrity_check: 'ok' }]);
  expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([]);
  await sql`insert into passages_text (passages_text, rank) values ('integrity-check', 1)`.execute(db);
}

describeStores('a writer killed at random moments', (open) => {
  test('nothing acknowledged is lost, nothing half-written is kept', { timeout: PATIENCE_MS }, async () => {
    await using store = await open();
    await insertBotRow(store, 'bot');
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      acknowledged.push(...(await interrupted(store.options, round, () => {})));
      await using reopened = await openStore(store.options);
      await assertWhole(reopened, acknowledged);
    }
    await assertSound(store);
    console.info(
      `${store.dialect}: ${acknowledged.length} acknowledged transactions survived ${ROUNDS} kills`,
    );
    expect(acknowledged.length).toBeGreaterThan(ROUNDS);
  });
});

test.skipIf(!inject('postgresUrl'))(
  'the PostgreSQL server killed while it is written to',
  { timeout: PATIENCE_MS },
  async () => {
    await using server = await startPostgres();
    const database = await createDatabase(server.url());
    const target = { dataDir: '', databaseUrl: database.url, log: quietLog };
    {
      await using store = await openStore(target);
      await insertBotRow(store, 'bot');
    }
    const acknowledged: string[] = [];
    for (let round = 0; round < Math.ceil(ROUNDS / 4); round += 1) {
      acknowledged.push(...(await interrupted(target, round, () => server.kill())));
      await server.start();
      await using store = await openStore(target);
      await assertWhole(store, acknowledged);
    }
    console.info(`postgres: ${acknowledged.length} acknowledged transactions survived kills of the server`);
    expect(acknowledged.length).toBeGreaterThan(0);
  },
);

test.skipIf(!inject('postgresUrl'))(
  'the store outlives a PostgreSQL that is killed and comes back',
  async () => {
    await using server = await startPostgres();
    const database = await createDatabase(server.url());
    await using store = await openStore({ dataDir: '', databaseUrl: database.url, log: silentLog });
    const read = () => store.db.selectFrom('bots').select('id').execute();
    const interruptedWork = store.transact(async (tx) => {
      await insertBotRow({ db: tx }, 'bot');
      await server.kill();
      await sleep(50);
      await insertBotRow({ db: tx }, 'other');
    });
    await expect(interruptedWork).rejects.toMatchObject({ code: 'storage_failed' });
    await expect(read()).rejects.toMatchObject({ code: 'storage_failed' });
    await server.start();
    expect(await read()).toEqual([]);
  },
);
