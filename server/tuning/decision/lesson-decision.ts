import { z } from 'zod';
import { parseJson } from '../../base/index.ts';
import { decisionModelSchema } from './find-own-decision.ts';

/** By what a version decides whether to answer, fitted on the lessons that it learned, and what that changed. */
export type LessonDecision = z.infer<typeof lessonDecisionSchema>;

const lessonDecisionSchema = z.strictObject({
  model: decisionModelSchema,
  /** Questions that lessons answer. */
  questions: z.number(),
  /** The share of them that was declined, 0 to 1: by what the bot decided by, and in cross-validation by document since. */
  declinedBefore: z.number(),
  declinedAfter: z.number(),
});

/** Undefined for none, and for one of another release, whose features have changed. */
export function readLessonDecision(stored: string | null): LessonDecision | null {
  return stored === null ? null : (lessonDecisionSchema.safeParse(parseJson(stored)).data ?? null);
}
