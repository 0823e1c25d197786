import type { Kysely } from 'kysely';
import type { Database } from '../../store/index.ts';
import { type Comparison, comparisonFromRow } from './comparison.ts';
import { answererOf } from './judge.ts';
import type { ComparedItem } from './types.ts';

/** The last comparisons of a bot that came to an end, with every answer, newest first. */
export async function doneComparisons(
  db: Kysely<Database>,
  { botId, limit }: { botId: string; limit: number },
): Promise<Comparison[]> {
  const rows = await db
    .selectFrom('comparisons')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('state', '=', 'done')
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
  return rows.map(comparisonFromRow);
}

/** What the candidate replied to each question; nothing where the report was erased. */
export function candidateItems({ report }: Comparison): readonly ComparedItem[] {
  return (report && answererOf(report.answerers, 'candidate')?.items) ?? [];
}
