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
  'ground',
  'verdict',
  'review_seed',
  'job_id',
  'created_by',
  'created_at',
  'ended_at',
  'cause',
  'changed',
] as const;

type Deps = { store: { db: Kysely<Database> } };

/** With every answer. @throws AppError `not_found`, also for a comparison of another bot */
export async function getComparison(
  { store }: Deps,
  input: { comparisonId: string; botId?: string | undefined },
): Promise<Comparison> {
  return comparisonFromRow(await readComparisonRow(store.db, input));
}

type ListComparisonsInput = { botId: string; candidate?: string | undefined };

/** Newest first, without the answers. */
export async function listComparisons(
  { store }: Deps,
  input: ListComparisonsInput,
): Promise<ComparisonSummary[]> {
  return (await findComparisons(store.db, input)).map(({ summary }) => summary);
}

/** Those that were asked for, each with the state it was made on, as `changesSince` reads it. */
export async function findComparisons(
  db: Kysely<Database>,
  { botId, candidate }: ListComparisonsInput,
): Promise<{ summary: ComparisonSummary; ground: string | null }[]> {
  let query = db
    .selectFrom('comparisons')
    .select(SUMMARY_COLUMNS)
    .where('bot_id', '=', botId)
    .where('cause', '=', 'hand')
    .orderBy('sequence', 'desc')
    .limit(MAX_LISTED);
  if (candidate !== undefined) query = query.where('candidate', '=', candidate);
  const rows = await query.execute();
  return rows.map((row) => ({ summary: summaryFromRow(row), ground: row.ground }));
}
