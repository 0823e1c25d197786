import type { Kysely } from 'kysely';
import { z } from 'zod';
import { parseJson } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';
import { isPassed } from '../gate/checks.ts';
import { candidateItems } from '../gate/test-runs.ts';
import type { ComparisonReport } from '../gate/types.ts';

const worseSchema = z.array(
  z.object({
    /** The test's. */
    name: z.string(),
    /** The runs, by their comparison: the last in which it passed, and the first in which it did not. */
    rightIn: z.string(),
    wrongIn: z.string(),
  }),
);
export type Worse = z.infer<typeof worseSchema>[number];

export function worseOf({ worse }: { worse: string | null }): Worse[] {
  return worseSchema.safeParse(worse === null ? [] : parseJson(worse)).data ?? [];
}

/**
 * Tests that were right before a change and are wrong now: those that passed when they were asked again last, and those that have
 * been wrong ever since an earlier change.
 */
export async function findWorse(
  db: Kysely<Database>,
  { botId, id, report }: { botId: string; id: string; report: ComparisonReport },
): Promise<Worse[]> {
  const before = await lastRun(db, { botId, besides: id });
  if (before === undefined) return [];
  const passed = await db
    .selectFrom('test_outcomes')
    .select('name')
    .where('comparison_id', '=', before.comparison_id)
    .where('passed', '=', 1)
    .execute();
  const known = new Map(worseOf(before).map((worse) => [worse.name, worse]));
  for (const { name } of passed) known.set(name, { name, rightIn: before.comparison_id, wrongIn: id });
  return candidateItems({ report }).flatMap((item) => (isPassed(item) ? [] : (known.get(item.id) ?? [])));
}

/** The newest run after a change. */
export async function lastRun(
  db: Kysely<Database>,
  { botId, besides = '' }: { botId: string; besides?: string },
): Promise<Database['test_runs'] | undefined> {
  return await db
    .selectFrom('test_runs')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('cause', '=', 'change')
    .where('comparison_id', '!=', besides)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}
