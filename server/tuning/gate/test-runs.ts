import type { Kysely, Selectable } from 'kysely';
import { chunks } from '../../base/index.ts';
import type { Database, Store, TestRunTable } from '../../store/index.ts';
import { isPassed } from './checks.ts';
import { type Comparison, type ComparisonRow, comparisonFromRow, settingsOf } from './comparison.ts';
import { answererOf } from './judge.ts';
import type { ComparedItem, ComparisonReport } from './types.ts';

/** Comparisons looked back to. */
export const RUNS_SHOWN = 20;
/** Rows written with one statement. */
const AT_ONCE = 100;

type Kept = Pick<ComparisonRow, 'id' | 'bot_id' | 'sequence' | 'candidate' | 'cause' | 'changed'> & {
  settings: string;
  ended_at: number | null;
};

/** Notes how each test went, in the caller's transaction, so that no page has to read the report. Twice is once. */
export async function keepTestRun(
  tx: Kysely<Database>,
  row: Kept,
  { report, worse = null }: { report: ComparisonReport | null; worse?: string | null },
): Promise<void> {
  const own = row.cause === 'change' || settingsOf(row).split !== null;
  const items = own ? uniqueItems(report) : [];
  const added = await tx
    .insertInto('test_runs')
    .values({
      comparison_id: row.id,
      bot_id: row.bot_id,
      sequence: row.sequence,
      candidate: row.candidate,
      cause: row.cause,
      changed: row.changed,
      own: own ? 1 : 0,
      asked: items.length,
      passed: items.filter(isPassed).length,
      worse,
      ended_at: row.ended_at,
    })
    .onConflict((conflict) => conflict.column('comparison_id').doNothing())
    .returning('comparison_id')
    .executeTakeFirst();
  if (added === undefined) return;
  const outcomes = items.map((item, position) => ({
    comparison_id: row.id,
    name: item.id,
    position,
    passed: isPassed(item) ? (1 as const) : (0 as const),
    answer: item.answer,
  }));
  for (const values of chunks(outcomes, AT_ONCE))
    await tx.insertInto('test_outcomes').values(values).execute();
}

/** The last runs of a bot on its own tests, newest first. Comparisons of before there were such rows get theirs here. */
export async function lastTestRuns(
  store: Pick<Store, 'db' | 'transact'>,
  { botId, limit = RUNS_SHOWN }: { botId: string; limit?: number },
): Promise<Selectable<TestRunTable>[]> {
  await fillTestRuns(store, botId);
  return await store.db
    .selectFrom('test_runs')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('own', '=', 1)
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
}

/** What the candidate replied to each question, by the first of a name; nothing where the report was erased. */
export function candidateItems({ report }: Pick<Comparison, 'report'>): readonly ComparedItem[] {
  return (report && answererOf(report.answerers, 'candidate')?.items) ?? [];
}

function uniqueItems(report: ComparisonReport | null): ComparedItem[] {
  return [...new Map(candidateItems({ report }).map((item) => [item.id, item])).values()];
}

/** One report at a time: they are large. */
async function fillTestRuns(store: Pick<Store, 'db' | 'transact'>, botId: string): Promise<void> {
  const done = await store.db
    .selectFrom('comparisons as c')
    .leftJoin('test_runs as r', 'r.comparison_id', 'c.id')
    .select(['c.id', 'r.comparison_id as known'])
    .where('c.bot_id', '=', botId)
    .where('c.state', '=', 'done')
    .orderBy('c.sequence', 'desc')
    .limit(RUNS_SHOWN)
    .execute();
  for (const { id, known } of done) {
    if (known !== null) continue;
    await store.transact(async (tx) => {
      const row = await tx.selectFrom('comparisons').selectAll().where('id', '=', id).executeTakeFirst();
      if (row !== undefined) await keepTestRun(tx, row, { report: comparisonFromRow(row).report });
    });
  }
}
