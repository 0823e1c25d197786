import { type Kysely, sql } from 'kysely';
import { runEvery } from '../base/index.ts';
import { forgetDeadProcesses, isLeftBehind, livingProcesses } from '../jobs/index.ts';
import type { Database } from '../store/index.ts';
import type { ChatDeps } from './types.ts';

type RecoverDeps = Pick<ChatDeps, 'store' | 'clock' | 'log' | 'lease'>;

const EVERY_MS = 5_000;

/** Puts replies right whose process was killed, now and until disposed: another process may die at any time. */
export function runReplyClock(deps: RecoverDeps, everyMs = EVERY_MS): AsyncDisposable {
  return runEvery({ everyMs, log: deps.log, failure: 'replies-not-recovered' }, () => recoverReplies(deps));
}

/**
 * After a crash: replies left `streaming` become `failed`, with what had been shown. Those that a living process writes stay,
 * whichever it is.
 * @returns how many there were
 */
export async function recoverReplies({ store, clock, log, lease }: RecoverDeps): Promise<number> {
  await lease.endThoseOfTheDead();
  const at = clock.now();
  const failed = await store.db
    .updateTable('messages')
    .set({ status: 'failed' })
    // As a literal: an index of these alone answers it, and tables of messages are long.
    .where('status', '=', sql.lit('streaming' as const))
    .where(isLeftBehind(store.db, { own: lease.id, at }))
    .executeTakeFirst();
  const count = Number(failed.numUpdatedRows);
  if (count > 0) log.warn('replies-recovered', { count });
  await forgetDeadProcesses(store.db, at);
  return count;
}

/** The same in one conversation, in which this process writes nothing. */
export async function failLeftBehind(
  tx: Kysely<Database>,
  { at, conversationId, own }: { at: number; conversationId: string; own: string },
): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ status: 'failed' })
    .where('conversation_id', '=', conversationId)
    .where('status', '=', 'streaming')
    .where((e) =>
      e.or([
        e('held_by', 'is', null),
        e('held_by', '=', own),
        e('held_by', 'not in', livingProcesses(tx, at)),
      ]),
    )
    .execute();
}
