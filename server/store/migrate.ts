import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { AppError } from '../base/index.ts';
import type { Engine } from './dialect.ts';
import type { Migration } from './migrations.ts';
import type { Database } from './schema.ts';

type Applied = { number: number; name: string; checksum: string };

/**
 * Brings the data up to date, all steps in one transaction, one process at a time.
 * Resolves to the number of steps taken.
 * @throws AppError `newer_data` when a later Foyer has already moved the data on; `storage_failed` when a
 * step that was taken differs from the one in this build.
 */
export async function migrate(
  db: Kysely<Database>,
  engine: Engine,
  migrations: readonly Migration[],
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await engine.lockForMigration(tx);
    await sql
      .raw(
        `create table if not exists schema_migrations (
           number integer primary key, name text not null, checksum text not null,
           applied_at ${engine.types.bigint} not null)`,
      )
      .execute(tx);
    const applied = await sql<Applied>`
      select number, name, checksum from schema_migrations order by number`.execute(tx);
    assertKnown(applied.rows, engine, migrations);
    const due = migrations.slice(applied.rows.length);
    for (const [offset, migration] of due.entries()) {
      await take(tx, engine, applied.rows.length + offset + 1, migration);
    }
    return due.length;
  });
}

async function take(
  tx: Kysely<Database>,
  engine: Engine,
  number: number,
  migration: Migration,
): Promise<void> {
  for (const statement of migration.statements(engine)) await sql.raw(statement).execute(tx);
  await sql`
    insert into schema_migrations (number, name, checksum, applied_at)
    values (${number}, ${migration.name}, ${checksum(engine, migration)}, ${Date.now()})`.execute(tx);
}

function assertKnown(applied: readonly Applied[], engine: Engine, migrations: readonly Migration[]): void {
  for (const [index, { number, name, checksum: kept }] of applied.entries()) {
    const migration = migrations[index];
    if (migration === undefined) {
      throw new AppError(
        'newer_data',
        `This data was written by a newer Foyer (step ${number}, "${name}"). Start that version, or restore a backup made with this one.`,
      );
    }
    if (number !== index + 1 || kept !== checksum(engine, migration)) {
      throw new AppError(
        'storage_failed',
        `Step ${number} ("${name}") of the database differs from the one in this build. The data was made by another build of Foyer: use that build, or an empty data folder.`,
      );
    }
  }
}

function checksum(engine: Engine, migration: Migration): string {
  return createHash('sha256').update(migration.statements(engine).join(';\n')).digest('hex');
}
