import type { Kysely } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import { newId } from '../base/index.ts';
import type { Database } from '../store/index.ts';

const DEFAULT_MAX_ATTEMPTS = 5;

export type EnqueueJobInput = {
  /** Now; milliseconds since the epoch. */
  at: number;
  actor: string;
  kind: string;
  /** The bot it works for: deleting that ends it. */
  botId?: string;
  /** JSON values only. */
  input: unknown;
  /**
   * While a job with this key waits or runs, another is not added. For work on something that may change
   * meanwhile put its version into the key, or the change made during the run is missed.
   */
  uniqueKey?: string;
  /** Not before this time; absent: at once. */
  runAfter?: number;
  maxAttempts?: number;
};

export type EnqueuedJob = {
  id: string;
  /** False when an unfinished job with the same key was there already; `id` is then that job's. */
  created: boolean;
};

/**
 * Adds a job in the caller's transaction, so that the change that asks for the work and the work itself
 * are kept together or not at all. Workers see it after the commit.
 */
export async function enqueueJob(tx: Kysely<Database>, job: EnqueueJobInput): Promise<EnqueuedJob> {
  const { at, actor, kind, uniqueKey, runAfter = at, maxAttempts = DEFAULT_MAX_ATTEMPTS } = job;
  const id = newId('job');
  const added = await tx
    .insertInto('jobs')
    .values({
      id,
      kind,
      bot_id: job.botId ?? null,
      unique_key: uniqueKey ?? null,
      input: JSON.stringify(job.input ?? null),
      state: 'waiting',
      progress: null,
      attempts: 0,
      max_attempts: maxAttempts,
      run_after: runAfter,
      held_by: null,
      lease_owner: null,
      error_code: null,
      error_message: null,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) {
    await recordAudit(tx, { at, actor, verb: 'enqueueJob', subject: `job:${id}`, details: { kind } });
    return { id, created: true };
  }
  const unfinished = await tx
    .selectFrom('jobs')
    .select('id')
    .where('unique_key', '=', uniqueKey ?? '')
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  // The other job ended between the two statements (possible on PostgreSQL outside a serializable transaction).
  return unfinished ? { id: unfinished.id, created: false } : enqueueJob(tx, job);
}
