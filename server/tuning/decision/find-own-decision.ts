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
});

/** By what a bot decides, where it has been fitted; undefined too for a fit of another release, whose features have changed. */
export async function findOwnDecision(
  { store }: { store: { db: Kysely<Database> } },
  botId: string,
): Promise<DecisionModel | undefined> {
  const row = await store.db
    .selectFrom('decision_models')
    .select('model')
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  return row === undefined ? undefined : readDecisionModel(parseJson(row.model));
}

/** Undefined for what is none, or of another release. */
export function readDecisionModel(value: unknown): DecisionModel | undefined {
  return decisionModelSchema.safeParse(value).data;
}
