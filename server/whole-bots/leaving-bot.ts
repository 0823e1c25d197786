import { rm } from 'node:fs/promises';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Database } from '../store/index.ts';
import { versionFolder } from '../tuning/index.ts';
import type { WholeBotDeps } from './whole-bot-deps.ts';

type Deps = Pick<WholeBotDeps, 'store' | 'index' | 'log' | 'versions'>;

/**
 * What a bot may have very many of, in an order in which nothing is left that points to what is gone, and how many go in one
 * write, with what hangs on them: some ten milliseconds, in which SQLite lets nobody else write. The rest goes with the bot itself.
 */
const PARTS = [
  { table: 'conversations', atOnce: 100 },
  { table: 'turns', atOnce: 500 },
  { table: 'passages', atOnce: 500 },
  { table: 'documents', atOnce: 20 },
  { table: 'data_sets', atOnce: 1 },
  { table: 'comparisons', atOnce: 5 },
] as const;

/**
 * Deletes what is left of a bot that nobody sees any more. May be broken off and begun again at any place, also by several
 * processes at once.
 */
export async function finishLeaving(deps: Deps, botId: string): Promise<void> {
  await deps.index.drop(botId);
  for (const part of PARTS) {
    while ((await deleteSome(deps.store.db, botId, part)) === part.atOnce) await yieldToEvents();
  }
  const weights = await deps.store.transact(async (tx) => {
    await tx.deleteFrom('bots').where('id', '=', botId).where('leaving_since', 'is not', null).execute();
    return deleteUnusedWeights(tx);
  });
  for (const id of weights) {
    await rm(versionFolder(deps.versions, id), { recursive: true, force: true });
  }
  deps.log.info('bot-deleted', { botId });
}

/** To be called at start and now and then: goes on with bots whose deleting a crash broke off. */
export async function sweepLeaving(deps: Deps): Promise<void> {
  const query = deps.store.db.selectFrom('bots').select('id').where('leaving_since', 'is not', null);
  for (const { id } of await query.execute()) await finishLeaving(deps, id);
}

async function deleteSome(
  db: Kysely<Database>,
  botId: string,
  { table, atOnce }: (typeof PARTS)[number],
): Promise<number> {
  const some = db.selectFrom(table).select('id').where('bot_id', '=', botId).limit(atOnce);
  const result = await db.deleteFrom(table).where('id', 'in', some).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Versions are shared by their content; what no bot has any more is nobody's. */
async function deleteUnusedWeights(tx: Kysely<Database>): Promise<string[]> {
  const unused = await tx
    .deleteFrom('version_weights')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('model_versions')
            .select('model_versions.id')
            .whereRef('model_versions.id', '=', 'version_weights.id'),
        ),
      ),
    )
    .returning('id')
    .execute();
  return unused.map(({ id }) => id);
}
