import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { AppError, parseJson } from '../../base/index.ts';
import type { ComparisonState, ComparisonTable, Database } from '../../store/index.ts';
import { type ComparisonReport, OPPONENTS, type Verdict } from './types.ts';

const settingsSchema = z.object({
  against: z.array(z.enum(OPPONENTS)),
  /** Of the bot's own tests; null for a file's questions. */
  split: z.enum(['dev', 'heldout']).nullable(),
  format: z.object({
    maxSentences: z.number().int().positive().optional(),
    forbidden: z.array(z.string()).optional(),
  }),
});
export type ComparisonSettings = z.infer<typeof settingsSchema>;

export type ComparisonRow = Selectable<ComparisonTable>;

export type ComparisonSummary = {
  id: string;
  botId: string;
  candidate: string;
  settings: ComparisonSettings;
  /** SHA-256 over the questions, hex: equal where the same was asked. */
  questionHash: string;
  questions: number;
  /** Questions that everybody has answered so far. */
  asked: number;
  state: ComparisonState;
  /** Why it failed, for staff. */
  reason: string | null;
  verdict: Verdict | null;
  createdBy: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  endedAt: number | null;
};

/** `report` is there once the comparison is done. */
export type Comparison = ComparisonSummary & { report: ComparisonReport | null };

export function summaryFromRow(row: Omit<ComparisonRow, 'report'>): ComparisonSummary {
  return {
    id: row.id,
    botId: row.bot_id,
    candidate: row.candidate,
    settings: settingsOf(row),
    questionHash: row.question_hash,
    questions: row.questions,
    asked: row.asked,
    state: row.state,
    reason: row.reason,
    verdict: row.verdict === null ? null : (stored(row.verdict) as Verdict),
    createdBy: row.created_by,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

export function comparisonFromRow(row: ComparisonRow): Comparison {
  return {
    ...summaryFromRow(row),
    report: row.report === null ? null : (stored(row.report) as ComparisonReport),
  };
}

export function settingsOf(row: Pick<ComparisonRow, 'settings'>): ComparisonSettings {
  const parsed = settingsSchema.safeParse(parseJson(row.settings));
  if (parsed.success) return parsed.data;
  throw damaged();
}

/** @throws AppError `not_found`, also for a comparison of another bot */
export async function readComparisonRow(
  db: Kysely<Database>,
  { comparisonId, botId }: { comparisonId: string; botId?: string | undefined },
): Promise<ComparisonRow> {
  const row = await db
    .selectFrom('comparisons')
    .selectAll()
    .where('id', '=', comparisonId)
    .executeTakeFirst();
  if (row !== undefined && (botId === undefined || row.bot_id === botId)) return row;
  throw new AppError('not_found', 'There is no such comparison. Check its id.');
}

function stored(json: string): object {
  const value = parseJson(json);
  if (typeof value === 'object' && value !== null) return value;
  throw damaged();
}

function damaged(): AppError {
  return new AppError(
    'storage_failed',
    'A stored comparison cannot be read. Run it again, or restore the latest backup.',
  );
}
