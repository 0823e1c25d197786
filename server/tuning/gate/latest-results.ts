import type { Kysely } from 'kysely';
import type { Database } from '../../store/index.ts';
import { isPassed } from './checks.ts';
import { candidateItems, doneComparisons } from './done-comparisons.ts';

/** How the tests of a bot went when they were last asked. */
export type LatestResults = {
  /** Null where no comparison on the bot's own tests has come to an end. */
  comparison: { id: string; candidate: string; endedAt: number | null } | null;
  /** By the test's name; those that were not asked are missing. */
  results: { name: string; passed: boolean; answer: string }[];
};

/** What the candidate of the newest comparison on the bot's own tests replied, and whether that passes. */
export async function latestResults(
  { store }: { store: { db: Kysely<Database> } },
  { botId }: { botId: string },
): Promise<LatestResults> {
  const [newest] = await doneComparisons(store.db, { botId, limit: 1 });
  if (newest === undefined || newest.settings.split === null) return { comparison: null, results: [] };
  const { id, candidate, endedAt } = newest;
  const items = candidateItems(newest);
  return {
    comparison: { id, candidate, endedAt },
    results: items.map((item) => ({ name: item.id, passed: isPassed(item), answer: item.answer })),
  };
}
