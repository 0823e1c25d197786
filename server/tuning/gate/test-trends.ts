import type { Kysely } from 'kysely';
import type { TestTrends } from '../../contract/index.ts';
import type { Database } from '../../store/index.ts';
import { isPassed } from './checks.ts';
import { comparisonFromRow } from './comparison.ts';
import { answererOf } from './judge.ts';

/** Comparisons looked back to; each holds what was said to every test. */
const RUNS = 20;

/** How the tests of a bot went in its last comparisons on them, all and each, oldest first. */
export async function testTrends(
  { store }: { store: { db: Kysely<Database> } },
  { botId }: { botId: string },
): Promise<TestTrends> {
  const rows = await store.db
    .selectFrom('comparisons')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('state', '=', 'done')
    .orderBy('sequence', 'desc')
    .limit(RUNS)
    .execute();
  const runs = rows
    .map(comparisonFromRow)
    .filter(({ settings }) => settings.split !== null)
    .toReversed()
    .map(({ id, candidate, endedAt, report }) => {
      const items = (report && answererOf(report.answerers, 'candidate')?.items) ?? [];
      return { id, candidate, endedAt, outcomes: new Map(items.map((item) => [item.id, isPassed(item)])) };
    });
  const names = [...new Set(runs.flatMap(({ outcomes }) => [...outcomes.keys()]))];
  return {
    runs: runs.map(({ outcomes, ...run }) => ({
      ...run,
      asked: outcomes.size,
      passed: [...outcomes.values()].filter(Boolean).length,
    })),
    tests: names.map((name) => ({
      name,
      outcomes: runs.map(({ outcomes }) => outcomes.get(name) ?? null),
    })),
  };
}
