import type { Kysely } from 'kysely';
import type { Database } from '../../store/index.ts';
import { RUNS_SHOWN } from '../gate/test-runs.ts';
import type { Worse } from './worse.ts';

/** As many as pages look back to are kept, and those that say what was right; the others go, with every answer. */
export async function dropOldRetests(
  tx: Kysely<Database>,
  { botId, worse }: { botId: string; worse: readonly Worse[] },
): Promise<void> {
  const retests = tx
    .selectFrom('comparisons')
    .select('id')
    .where('bot_id', '=', botId)
    .where('cause', '=', 'change');
  const kept = await retests.orderBy('sequence', 'desc').limit(RUNS_SHOWN).execute();
  const needed = worse.flatMap(({ rightIn, wrongIn }) => [rightIn, wrongIn]);
  await tx
    .deleteFrom('comparisons')
    .where('bot_id', '=', botId)
    .where('cause', '=', 'change')
    .where('id', 'not in', [...new Set([...kept.map(({ id }) => id), ...needed, ''])])
    .execute();
}
