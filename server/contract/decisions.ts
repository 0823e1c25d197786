import { z } from 'zod';

/** How a bot decides on its own test questions. */
export const decisionResultSchema = z.object({
  questions: z.number().int(),
  answerable: z.number().int(),
  /** Where the bot stood when it was measured. */
  threshold: z.number(),
  auroc: z.object({ value: z.number(), low: z.number(), high: z.number(), items: z.number() }).nullable(),
  /** In groups of about the same size, by score: where belief and truth part, the score misleads. */
  reliability: z.array(z.object({ items: z.number().int(), score: z.number(), answerable: z.number() })),
  /** Every question with what the slider needs: at a threshold above its score it is declined. */
  items: z.array(
    z.object({
      id: z.string(),
      question: z.string(),
      answerable: z.boolean(),
      /** 0 to 1: how sure the bot is that the documents answer it. */
      score: z.number(),
      /** Decided before any search, whatever the threshold; null else. */
      routed: z.string().nullable(),
      /** Whether a model read the closest lines once more, which is part of the score. */
      read: z.boolean().optional(),
    }),
  ),
  /**
   * SHA-256 of the models that read the closest lines once more, null among them where there was none for some question that one would
   * read. Not there in what was measured before there were such models.
   */
  readBy: z.array(z.string().nullable()).optional(),
});
export type DecisionResult = z.infer<typeof decisionResultSchema>;

/** By what a bot decides, and what else was fitted: staff's own fit is never taken away by a version's. */
export const decidesBySchema = z
  .object({
    by: z.enum(['shipped', 'own', 'version']),
    /** What staff fitted, whether it counts now or not. */
    own: z.object({ questions: z.number().int(), fittedBy: z.string(), fittedAt: z.number() }).nullable(),
    /** What the version that serves brought along, whether it counts now or not. */
    brought: z
      .object({ versionId: z.string(), questions: z.number().int(), fittedAt: z.number() })
      .nullable(),
  })
  .meta({ id: 'DecidesBy' });

export const decisionMeasureSchema = z
  .object({
    state: z.enum(['never', 'waiting', 'running', 'done', 'failed']),
    reason: z.string().nullable(),
    measuredAt: z.number().nullable(),
    /** The last that was done, also while a new one is made. */
    result: decisionResultSchema.nullable(),
    /** Whether the result is from before the model that reads the closest lines once more now: its scores are others today. */
    isBeforeReading: z.boolean(),
    decidesBy: decidesBySchema,
  })
  .meta({ id: 'DecisionMeasure' });
export type DecisionMeasure = z.infer<typeof decisionMeasureSchema>;
