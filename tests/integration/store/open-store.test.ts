import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompiledQuery, sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import { InvariantError } from '../../../server/base/index.ts';
import { selectSummaries } from '../../../server/knowledge/document-row.ts';
import { holdsText, isUniqueViolation, openStore, type Store } from '../../../server/store/index.ts';
import { createDatabase } from '../../support/postgres.ts';
import { insertBotRow, insertBotWithPassages } from '../../support/rows.ts';
import { describeStores, openTestStore, quietLog } from '../../support/store.ts';

describeStores('the store', (open) => {
  test('gives back bytes, large numbers and text as they were stored', async () => {
    await using store = await open();
    const at = 2 ** 45 + 1;
    await insertBotWithPassages(store, 'bot', [{ id: 'p', text: 'Zürich \u{1f97e} a\0b' }]);
    await store.db.updateTable('bots').set({ updated_at: at }).execute();
    const bot = await store.db.selectFrom('bots').selectAll().executeTakeFirstOrThrow();
    const document = await store.db.selectFrom('documents').selectAll().executeTakeFirstOrThrow();
    const passage = await store.db
      .selectFrom('passages')
      .select(['text', 'text_length'])
      .executeTakeFirstOrThrow();
    expect(bot.updated_at).toBe(at);
    expect(document.bytes).toBeInstanceOf(Uint8Array);
    expect([...document.bytes]).toEqual([0, 1, 254, 255]);
    expect(passage).toEqual({ text: 'Zürich \u{1f97e} ab', text_length: 11 });
  });

  test('counts come back as numbers', async () => {
    await using store = await open();
    await insertBotRow(store, 'bot');
    const { count, total } = await store.db
      .selectFrom('bots')
      .select((e) => [e.fn.countAll<number>().as('count'), e.fn.sum<number>('created_at').as('total')])
      .executeTakeFirstOrThrow();
    expect([count, total]).toEqual([1, 1]);
  });

  test('a throw rolls the whole transaction back', async () => {
    await using store = await open();
    const work = store.transact(async (tx) => {
      await insertBotRow({ db: tx }, 'bot');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await store.db.selectFrom('bots').selectAll().execute()).toEqual([]);
  });

  test('transactions that read and then write do not lose updates', async () => {
    await using store = await open();
    await insertBotRow(store, 'bot');
    const raise = () =>
      store.transact(async (tx) => {
        const bot = await tx.selectFrom('bots').select('settings_version').executeTakeFirstOrThrow();
        await tx
          .updateTable('bots')
          .set({ settings_version: bot.settings_version + 1 })
          .execute();
      });
    await Promise.all(Array.from({ length: 8 }, raise));
    const bot = await store.db.selectFrom('bots').select('settings_version').executeTakeFirstOrThrow();
    expect(bot.settings_version).toBe(9);
  });

  test('using the store inside a transaction is refused instead of waiting forever', async () => {
    await using store = await open();
    const inside = store.transact(() => store.db.selectFrom('bots').selectAll().execute());
    await expect(inside).rejects.toThrow(InvariantError);
    const nested = store.transact(() => store.transact(async () => 1));
    await expect(nested).rejects.toThrow(InvariantError);
    expect(await store.transact(async () => 1)).toBe(1);
  });

  test('work started in a transaction but running after it may use the store', async () => {
    await using store = await open();
    const later = Promise.withResolvers<void>();
    const read = await store.transact(async () => [
      later.promise.then(() => store.db.selectFrom('bots').selectAll().execute()),
    ]);
    later.resolve();
    expect(await Promise.all(read)).toEqual([[]]);
  });

  test('deleting a bot deletes what belongs to it', async () => {
    await using store = await open();
    await insertBotWithPassages(store, 'bot', [{ id: 'p', text: 'boots' }]);
    await store.db.deleteFrom('bots').execute();
    expect(await store.db.selectFrom('documents').select('id').execute()).toEqual([]);
    expect(await store.db.selectFrom('passages').select('id').execute()).toEqual([]);
  });

  test('a taken key is recognised, another broken rule is not', async () => {
    await using store = await open();
    await insertBotRow(store, 'bot');
    const again = await insertBotRow(store, 'bot').catch((thrown: unknown) => thrown);
    expect(isUniqueViolation(again)).toBe(true);
    const orphan = await store.db
      .insertInto('index_states')
      .values({ bot_id: 'nobody', version: 1, embedder: 'x', updated_at: 1 })
      .execute()
      .catch((thrown: unknown) => thrown);
    expect(orphan).toBeInstanceOf(Error);
    expect(isUniqueViolation(orphan)).toBe(false);
  });

  test('can be opened twice at once, and keeps what was written', async () => {
    await using store = await open();
    await insertBotRow(store, 'bot');
    await using second = await openStore(store.options);
    await insertBotRow(second, 'other');
    expect(await store.db.selectFrom('bots').select('id').orderBy('id').execute()).toHaveLength(2);
  });

  test('waits for the other’s transaction without holding up the process', async () => {
    await using store = await open();
    await using second = await openStore(store.options);
    await insertBotRow(store, 'bot');
    const raise = (handle: Store) =>
      handle.transact(async (tx) => {
        const bot = await tx.selectFrom('bots').select('settings_version').executeTakeFirstOrThrow();
        await sleep(50);
        await tx
          .updateTable('bots')
          .set({ settings_version: bot.settings_version + 1 })
          .execute();
      });
    await Promise.all([raise(store), raise(second), raise(store), raise(second)]);
    const bot = await store.db.selectFrom('bots').select('settings_version').executeTakeFirstOrThrow();
    expect(bot.settings_version).toBe(5);
  });

  test('refuses data of a newer Foyer', async () => {
    await using store = await open();
    await sql`insert into schema_migrations (number, name, checksum, applied_at) values (999, 'later', 'x', 1)`.execute(
      store.db,
    );
    await expect(openStore(store.options)).rejects.toMatchObject({ code: 'newer_data' });
  });

  test('refuses data of a build whose steps differ', async () => {
    await using store = await open();
    await sql`update schema_migrations set checksum = 'other'`.execute(store.db);
    await expect(openStore(store.options)).rejects.toMatchObject({ code: 'storage_failed' });
  });

  test('what holds a foreign key has an index that begins with it', async () => {
    await using store = await open();
    const columns = await (store.dialect === 'sqlite'
      ? sqliteForeignKeys(store.db)
      : postgresForeignKeys(store.db));
    expect(columns.length).toBeGreaterThan(5);
    expect(columns.filter((column) => !column.indexed)).toEqual([]);
  });
});

test('several processes may make a new SQLite database at the same time', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-store-'));
  const stores = await Promise.all([1, 2, 3].map(() => openStore({ dataDir, log: quietLog })));
  for (const store of stores) expect(await store.db.selectFrom('bots').selectAll().execute()).toEqual([]);
  for (const store of stores) await store[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true });
});

const serverUrl = inject('postgresUrl');

test.skipIf(!serverUrl)('several processes may fill a new PostgreSQL database at the same time', async () => {
  const { url: databaseUrl, drop } = await createDatabase(serverUrl ?? '');
  const stores = await Promise.all(
    [1, 2, 3].map(() => openStore({ dataDir: '', databaseUrl, log: quietLog })),
  );
  for (const store of stores) expect(await store.db.selectFrom('bots').selectAll().execute()).toEqual([]);
  for (const store of stores) await store[Symbol.asyncDispose]();
  await drop();
});

test.skipIf(!serverUrl)(
  'passage vectors of several dimensions share a table, each with an index',
  async () => {
    await using stack = new AsyncDisposableStack();
    const { url: databaseUrl, drop } = await createDatabase(serverUrl ?? '');
    stack.defer(drop);
    const store = stack.use(await openStore({ dataDir: '', databaseUrl, log: quietLog }));
    expect(store.hasVectors).toBe(true);
    await insertBotWithPassages(store, 'bot', [
      { id: 'east', text: 'east' },
      { id: 'north', text: 'north' },
      { id: 'wide', text: 'wide' },
    ]);
    const vector = (dimensions: number, at: number) =>
      `[${Array.from({ length: dimensions }, (_, index) => (index === at ? 1 : 0)).join(',')}]`;
    await store.db
      .insertInto('passage_vectors')
      .values([
        { passage_id: 'east', bot_id: 'bot', embedding: vector(384, 0) },
        { passage_id: 'north', bot_id: 'bot', embedding: vector(384, 1) },
        { passage_id: 'wide', bot_id: 'bot', embedding: vector(768, 1) },
      ])
      .execute();
    const nearest = sql`
    select passage_id from passage_vectors where vector_dims(embedding) = 384
    order by embedding::vector(384) <=> ${vector(384, 1)} limit 2`;
    expect((await nearest.execute(store.db)).rows).toEqual([{ passage_id: 'north' }, { passage_id: 'east' }]);
    const plan = await store.transact(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      return sql`explain ${nearest}`.execute(tx);
    });
    expect(JSON.stringify(plan.rows)).toContain('passage_vectors_hnsw_384');
    await store.db.deleteFrom('documents').execute();
    expect(await store.db.selectFrom('passage_vectors').selectAll().execute()).toEqual([]);
  },
);

test('what is asked of all documents of a bot passes over their files', async () => {
  await using store = await openTestStore();
  const questions = [
    sql`select max(updated_at) from documents where bot_id = 'bot'`,
    sql`select count(*) from documents where bot_id = 'bot' and state in ('waiting', 'reading')`,
    sql`select state, count(*) from documents where bot_id = 'bot' group by state`,
    sql`select id, name, audience from documents where bot_id = 'bot' and audience != 'everyone' order by name`,
    sql`select name, content_hash from documents where bot_id = 'bot' and state = 'ready' and enabled = 1
        order by name, content_hash`,
  ];
  for (const question of questions) {
    const { rows } = await sql<{ detail: string }>`explain query plan ${question}`.execute(store.db);
    expect(rows[0]?.detail).toContain('COVERING INDEX documents_listed');
  }
  const list = selectSummaries(store.db).where('d.bot_id', '=', 'bot').orderBy('d.name').compile();
  const explained = CompiledQuery.raw(`explain query plan ${list.sql}`, [...list.parameters]);
  const { rows } = await store.db.executeQuery<{ detail: string }>(explained);
  const plan = rows.map(({ detail }) => detail);
  expect(plan[0]).toContain('COVERING INDEX documents_listed');
  expect(plan.at(-1)).toContain('COVERING INDEX passages_counted');
});

test('words are found whatever their case, letters with diacritics too', async () => {
  await using store = await openTestStore();
  await insertBotRow(store, 'b');
  await store.db.updateTable('bots').set({ name: 'Öl für Schuhe' }).execute();
  const find = (text: string) =>
    store.db
      .selectFrom('bots')
      .select('id')
      .where(holdsText(['name'], text))
      .execute();
  for (const text of ['öl', 'ÖL', 'FÜR schuhe']) expect(await find(text)).toEqual([{ id: 'b' }]);
  expect(await find('ol')).toEqual([]);
});

test('only the owner may read the SQLite file and its folder', async () => {
  await using store = await openTestStore();
  const inside = join(store.dataDir, 'made', 'by-us');
  await using second = await openStore({ dataDir: inside, log: quietLog });
  await insertBotRow(second, 'bot');
  expect((await stat(inside)).mode & 0o777).toBe(0o700);
  for (const name of ['foyer.db', 'foyer.db-wal', 'foyer.db-shm']) {
    expect((await stat(join(inside, name))).mode & 0o777).toBe(0o600);
  }
});

test('a file that is no database is refused with a sentence', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-store-'));
  await writeFile(
    join(dataDir, 'foyer.db'),
    'this is not a database, it is a text of some length'.repeat(40),
  );
  await expect(openStore({ dataDir, log: quietLog })).rejects.toMatchObject({ code: 'storage_failed' });
  await rm(dataDir, { recursive: true });
});

test('a PostgreSQL that does not answer is reported with a sentence', async () => {
  const databaseUrl = 'postgresql://nobody@127.0.0.1:1/none';
  await expect(openStore({ dataDir: tmpdir(), databaseUrl, log: quietLog })).rejects.toMatchObject({
    code: 'storage_failed',
    message: expect.stringContaining('DATABASE_URL'),
  });
});

type ForeignKey = { table: string; column: string; indexed: boolean };
type Db = Awaited<ReturnType<typeof openTestStore>>['db'];

async function sqliteForeignKeys(db: Db): Promise<ForeignKey[]> {
  const found = await sql<ForeignKey>`
    select m.name as "table", f."from" as "column",
      exists (select 1 from pragma_index_list(m.name) l join pragma_index_info(l.name) i
              where i.seqno = 0 and i.name = f."from") as indexed
    from sqlite_schema m join pragma_foreign_key_list(m.name) f where m.type = 'table'`.execute(db);
  return found.rows;
}

async function postgresForeignKeys(db: Db): Promise<ForeignKey[]> {
  const found = await sql<ForeignKey>`
    select c.conrelid::regclass::text as "table", a.attname as "column",
      exists (select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1]) as indexed
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f'`.execute(db);
  return found.rows;
}
