import type { Kysely } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import type { Database } from '../store/index.ts';
import { UNHELD } from './lease.ts';

/** Ends, in the caller's transaction, every job of a bot that waits or runs; workers notice within their next heartbeat. */
export async function cancelBotJobs(
  tx: Kysely<Database>,
  { at, actor, botId }: { at: number; actor: string; botId: string },
): Promise<void> {
  const cancelled = await tx
    .updateTable('jobs')
    .set({ ...UNHELD, state: 'cancelled', updated_at: at })
    .where('bot_id', '=', botId)
    .where('state', 'in', ['waiting', 'running'])
    .returning(['id', 'kind'])
    .execute();
  for (const { id, kind } of cancelled) {
    await recordAudit(tx, { at, actor, verb: 'cancelJob', subject: `job:${id}`, details: { kind } });
  }
}
