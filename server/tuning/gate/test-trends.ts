import type { TestTrends } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { changedOf } from '../versions/ground.ts';
import { lastTestRuns } from './test-runs.ts';

/** How the tests of a bot went in its last comparisons on them, all and each, oldest first. */
export async function testTrends(
  { store }: { store: Pick<Store, 'db' | 'transact'> },
  { botId }: { botId: string },
): Promise<TestTrends> {
  const runs = (await lastTestRuns(store, { botId })).toReversed();
  const ids = runs.map((run) => run.comparison_id);
  const outcomes = await store.db
    .selectFrom('test_outcomes')
    .select(['comparison_id', 'name', 'passed'])
    .where('comparison_id', 'in', ['', ...ids])
    .orderBy('position')
    .execute();
  const known = new Map(ids.map((id) => [id, new Map<string, boolean>()]));
  for (const { comparison_id, name, passed } of outcomes) known.get(comparison_id)?.set(name, passed === 1);
  const inOrder = [...known.values()];
  const names = [...new Set(inOrder.flatMap((run) => [...run.keys()]))];
  return {
    runs: runs.map((run) => ({
      id: run.comparison_id,
      candidate: run.candidate,
      cause: run.cause,
      changed: changedOf(run),
      endedAt: run.ended_at,
      asked: run.asked,
      passed: run.passed,
    })),
    tests: names.map((name) => ({ name, outcomes: inOrder.map((run) => run.get(name) ?? null) })),
  };
}
