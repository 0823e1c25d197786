import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type DecisionModels, FEATURES } from '../../answering/index.ts';
import { parseJson } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';

const coefficientSchema = z.strictObject({
  weight: z.number(),
  mean: z.number(),
  deviation: z.number().positive(),
});
const oneSchema = z.strictObject({
  intercept: z.number(),
  features: z.partialRecord(z.enum(FEATURES), coefficientSchema),
});
const modelsSchema = z.strictObject({ found: oneSchema, read: oneSchema });

/** By what a bot decides, where it has been fitted; undefined too for a fit of another release, whose features have changed. */
export async function findOwnDecision(
  { store }: { store: { db: Kysely<Database> } },
  botId: string,
): Promise<DecisionModels | undefined> {
  const row = await store.db
    .selectFrom('decision_models')
    .select('model')
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  return row === undefined ? undefined : readDecisionModels(parseJson(row.model));
}

/** Undefined for what is none, or of another release. */
export function readDecisionModels(value: unknown): DecisionModels | undefined {
  return modelsSchema.safeParse(value).data;
}
