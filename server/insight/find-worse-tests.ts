import type { Kysely } from 'kysely';
import { z } from 'zod';
import { parseJson } from '../base/index.ts';
import { groundPartsSchema, type Overview } from '../contract/index.ts';
import type { Database } from '../store/index.ts';

const worseSchema = z.array(z.object({ name: z.string(), wrongIn: z.string() }));

/** How many tests were right before a change and are wrong now, as they were asked last; null where there are none. */
export async function findWorseTests(db: Kysely<Database>, botId: string): Promise<Overview['worse']> {
  const last = await db
    .selectFrom('test_runs')
    .select('worse')
    .where('bot_id', '=', botId)
    .where('cause', '=', 'change')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const worse = worseSchema.safeParse(parseJson(last?.worse ?? '[]')).data ?? [];
  if (worse.length === 0) return null;
  const names = worse.map(({ name }) => name);
  const tests = db.selectFrom('test_questions').select('name').where('bot_id', '=', botId);
  const there = new Set((await tests.where('name', 'in', names).execute()).map(({ name }) => name));
  const standing = worse.filter(({ name }) => there.has(name));
  const since = standing.map(({ wrongIn }) => wrongIn);
  const run = await db
    .selectFrom('test_runs')
    .select(['changed', 'ended_at'])
    .where('comparison_id', 'in', ['', ...since])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (run === undefined) return null;
  const changed = groundPartsSchema.safeParse(parseJson(run.changed ?? '[]')).data ?? [];
  return { tests: standing.length, changed, at: run.ended_at };
}
