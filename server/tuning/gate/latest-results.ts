import type { TestResults } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { changedOf } from '../versions/ground.ts';
import { lastTestRuns } from './test-runs.ts';

/** What the candidate of the newest comparison on the bot's own tests replied, and whether that passes. */
export async function latestResults(
  { store }: { store: Pick<Store, 'db' | 'transact'> },
  { botId }: { botId: string },
): Promise<TestResults> {
  const [newest] = await lastTestRuns(store, { botId, limit: 1 });
  if (newest === undefined) return { comparison: null, results: [] };
  const outcomes = await store.db
    .selectFrom('test_outcomes')
    .select(['name', 'passed', 'answer'])
    .where('comparison_id', '=', newest.comparison_id)
    .orderBy('position')
    .execute();
  const { comparison_id: id, candidate, cause, ended_at: endedAt } = newest;
  return {
    comparison: { id, candidate, cause, changed: changedOf(newest), endedAt },
    results: outcomes.map(({ passed, ...outcome }) => ({ ...outcome, passed: passed === 1 })),
  };
}
