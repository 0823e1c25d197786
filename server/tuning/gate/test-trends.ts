import type { Kysely } from 'kysely';
import type { TestTrends } from '../../contract/index.ts';
import type { Database } from '../../store/index.ts';
import { isPassed } from './checks.ts';
import { candidateItems, doneComparisons } from './done-comparisons.ts';

/** Comparisons looked back to; each holds what was said to every test. */
const RUNS = 20;

/** How the tests of a bot went in its last comparisons on them, all and each, oldest first. */
export async function testTrends(
  { store }: { store: { db: Kysely<Database> } },
  { botId }: { botId: string },
): Promise<TestTrends> {
  const runs = (await doneComparisons(store.db, { botId, limit: RUNS }))
    .filter(({ settings }) => settings.split !== null)
    .toReversed()
    .map((comparison) => {
      const { id, candidate, endedAt } = comparison;
      const outcomes = new Map(candidateItems(comparison).map((item) => [item.id, isPassed(item)]));
      return { id, candidate, endedAt, outcomes };
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
