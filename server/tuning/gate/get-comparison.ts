import type { Kysely } from 'kysely';
import type { Database } from '../../store/index.ts';
import {
  type Comparison,
  type ComparisonSummary,
  comparisonFromRow,
  readComparisonRow,
  summaryFromRow,
} from './comparison.ts';

const MAX_LISTED = 200;

/** Everything but the answers. */
export const SUMMARY_COLUMNS = [
  'sequence',
  'id',
  'bot_id',
  'candidate',
  'settings',
  'question_hash',
  'questions',
  'asked',
  'state',
  'reason',
  'verdict',
  'review_seed',
  'job_id',
  'created_by',
  'created_at',
  'ended_at',
] as const;

type Deps = { store: { db: Kysely<Database> } };

/** With every answer. @throws AppError `not_found`, also for a comparison of another bot */
export async function getComparison(
  { store }: Deps,
  input: { comparisonId: string; botId?: string | undefined },
): Promise<Comparison> {
  return comparisonFromRow(await readComparisonRow(store.db, input));
}

/** Newest first, without the answers. */
export async function listComparisons(
  { store }: Deps,
  { botId, candidate }: { botId: string; candidate?: string | undefined },
): Promise<ComparisonSummary[]> {
  let query = store.db
    .selectFrom('comparisons')
    .select(SUMMARY_COLUMNS)
    .where('bot_id', '=', botId)
    .orderBy('sequence', 'desc')
    .limit(MAX_LISTED);
  if (candidate !== undefined) query = query.where('candidate', '=', candidate);
  return (await query.execute()).map(summaryFromRow);
}
