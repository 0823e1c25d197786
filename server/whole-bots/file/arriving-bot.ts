import type { Kysely } from 'kysely';
import { AppError } from '../../base/index.ts';
import type { BotSettings } from '../../bots/index.ts';
import type { Database } from '../../store/index.ts';
import { insertBot } from '../insert-bot.ts';
import type { WholeBotDeps } from '../whole-bot-deps.ts';
import { freeName } from './free-name.ts';

/** What is left of an import that no job takes up again, for instance of a command that was killed. */
const STRAY_AFTER_MS = 24 * 3_600_000;

/** A bot that is being made: `at` tells one attempt from another. */
export type Arriving = { botId: string; at: number };
type Deps = Pick<WholeBotDeps, 'store'>;

/** Reserves a place and a free name for a bot that nobody sees yet. What an attempt before left is gone. */
export async function beginArriving(
  deps: Deps,
  { botId, at }: Arriving,
  bot: { name: string; language: string; settings: BotSettings },
): Promise<void> {
  await discardArriving(deps, { botId });
  await deps.store.transact(async (tx) => {
    await insertBot(tx, { id: botId, ...bot, name: await freeName(tx, bot.name), at, arrivingSince: at });
  });
}

/** @throws AppError `cancelled` where another attempt has begun, or somebody deleted it */
export async function requireArriving(tx: Kysely<Database>, { botId, at }: Arriving): Promise<void> {
  const row = await tx.selectFrom('bots').select('arriving_since').where('id', '=', botId).executeTakeFirst();
  if (Number(row?.arriving_since) === at) return;
  throw new AppError('cancelled', 'This import was taken over by another process, or its bot was deleted.');
}

/** From the commit on everybody sees it. @returns its name */
export async function finishArriving(tx: Kysely<Database>, { botId, at }: Arriving): Promise<string> {
  await requireArriving(tx, { botId, at });
  const { name } = await tx
    .updateTable('bots')
    .set({ arriving_since: null })
    .where('id', '=', botId)
    .returning('name')
    .executeTakeFirstOrThrow();
  return name;
}

/** Takes away what is not whole: of one attempt, or of any. Document by document, so that nobody waits long. */
export async function discardArriving(
  { store }: Deps,
  { botId, at }: { botId: string; at?: number },
): Promise<void> {
  let query = store.db.selectFrom('bots').select('id').where('id', '=', botId);
  query =
    at === undefined ? query.where('arriving_since', 'is not', null) : query.where('arriving_since', '=', at);
  if (!(await query.executeTakeFirst())) return;
  const documents = await store.db.selectFrom('documents').select('id').where('bot_id', '=', botId).execute();
  for (const { id } of documents) {
    await store.db.deleteFrom('passages').where('document_id', '=', id).execute();
    await store.db.deleteFrom('documents').where('id', '=', id).execute();
  }
  await store.db.deleteFrom('bots').where('id', '=', botId).where('arriving_since', 'is not', null).execute();
}

/** To be called now and then: a day later nobody works on it any more. */
export async function sweepArriving({ store, clock }: Pick<WholeBotDeps, 'store' | 'clock'>): Promise<void> {
  const strays = await store.db
    .selectFrom('bots')
    .select('id')
    .where('arriving_since', '<', clock.now() - STRAY_AFTER_MS)
    .execute();
  for (const { id } of strays) await discardArriving({ store }, { botId: id });
}
