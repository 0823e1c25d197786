import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { AppError, parseJson } from '../../base/index.ts';
import type { CorrectionTable, Database } from '../../store/index.ts';
import type { Correction, MadeOf } from './types.ts';

const madeSchema = z.object({
  documentId: z.string().optional(),
  withheld: z.object({ textHash: z.string(), documentId: z.string() }).optional(),
  approved: z
    .object({
      id: z.string(),
      before: z
        .object({ answer: z.string(), paraphrases: z.array(z.string()), version: z.number().optional() })
        .optional(),
    })
    .optional(),
  lessonId: z.string().optional(),
  pairId: z.string().optional(),
  noPair: z.string().optional(),
  test: z.object({ id: z.string(), isNew: z.boolean() }).optional(),
});

export type CorrectionId = { botId: string; correctionId: string };

/** @throws AppError `not_found` also when it is another bot's */
export async function correctionRow(
  db: Kysely<Database>,
  { botId, correctionId }: CorrectionId,
): Promise<Selectable<CorrectionTable>> {
  const query = db.selectFrom('corrections').selectAll().where('bot_id', '=', botId);
  const row = await query.where('id', '=', correctionId).executeTakeFirst();
  if (!row) throw new AppError('not_found', `This bot has no correction with the id "${correctionId}".`);
  return row;
}

/** What is stored of what a correction made, or is about to make. */
export function madeColumns(
  made: MadeOf,
): Pick<Selectable<CorrectionTable>, 'made' | 'lesson_id' | 'pair_id'> {
  return { made: JSON.stringify(made), lesson_id: made.lessonId ?? null, pair_id: made.pairId ?? null };
}

export function madeOf({ made }: Pick<Selectable<CorrectionTable>, 'made'>): MadeOf {
  const parsed = madeSchema.safeParse(parseJson(made));
  if (parsed.success) return JSON.parse(JSON.stringify(parsed.data)) as MadeOf;
  throw new AppError('storage_failed', 'A stored correction cannot be read. Restore the latest backup.');
}

export function correctionFromRow(row: Selectable<CorrectionTable>): Correction {
  const { documentId, withheld, approved, lessonId, pairId, noPair, test } = madeOf(row);
  return {
    id: row.id,
    botId: row.bot_id,
    route: row.route,
    // Undoing it may have failed halfway: it can be undone once more.
    state: row.state === 'undone' ? 'undone' : 'applied',
    question: row.question,
    before: row.before,
    after: row.after,
    turnId: row.turn_id,
    ...(row.message_id !== null && { messageId: row.message_id }),
    author: row.author,
    ...(row.undone_by !== null && { undoneBy: row.undone_by }),
    made: {
      ...(documentId !== undefined && { documentId }),
      ...(withheld !== undefined && { withheldFrom: withheld.documentId }),
      ...(approved !== undefined && { approvedAnswerId: approved.id }),
      ...(lessonId !== undefined && { lessonId }),
      ...(pairId !== undefined && { pairId }),
      ...(noPair !== undefined && { noPair }),
      ...(test !== undefined && { testId: test.id }),
    },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
