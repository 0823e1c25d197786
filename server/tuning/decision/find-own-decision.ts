import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type DecisionModel, FEATURES } from '../../answering/index.ts';
import { parseJson } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';

const coefficientSchema = z.strictObject({
  weight: z.number(),
  mean: z.number(),
  deviation: z.number().positive(),
});
/** As it is stored. */
export const decisionModelSchema = z.strictObject({
  intercept: z.number(),
  features: z.record(z.enum(FEATURES), coefficientSchema),
  read: z.boolean().optional(),
});

/** What somebody fitted by hand, on so many questions. */
export type OwnFit = { model: DecisionModel; questions: number; fittedBy: string; fittedAt: number };

/** What staff fitted for a bot; undefined where they did not, and for a fit of another release, whose features have changed. */
export async function findOwnFit(db: Kysely<Database>, botId: string): Promise<OwnFit | undefined> {
  const row = await db
    .selectFrom('decision_models')
    .selectAll()
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  const model = row && readDecisionModel(parseJson(row.model));
  return model && { model, questions: row.questions, fittedBy: row.fitted_by, fittedAt: row.fitted_at };
}

/** Undefined for what is none, or of another release. */
export function readDecisionModel(value: unknown): DecisionModel | undefined {
  return decisionModelSchema.safeParse(value).data;
}
