import { z } from 'zod';
import { answerKindSchema } from './answer.ts';

const opponentSchema = z.enum(['untuned', 'release', 'extractive']);
const splitSchema = z.enum(['dev', 'heldout']);

/** What the admin asks of every answer, besides being right. */
const formatRulesSchema = z.strictObject({
  maxSentences: z.number().int().min(1).max(20).optional(),
  forbidden: z.array(z.string().min(1).max(200)).max(100).optional(),
});

export const comparisonStartSchema = z.strictObject({
  /** Id of the version that wants to be published. */
  candidate: z.string().min(1).max(100),
  against: z.array(opponentSchema).min(1).optional(),
  split: splitSchema.optional(),
  format: formatRulesSchema.optional(),
});

/** A mean with its 95 % interval; null where it is not defined. */
const estimateSchema = z
  .object({ value: z.number(), low: z.number(), high: z.number(), items: z.number().int() })
  .nullable();

const verdictSchema = z.object({
  verdict: z.enum(['better', 'not-better', 'not-enough-tests']),
  /** One sentence each, for staff. */
  reasons: z.array(z.string()),
  checks: z.array(
    z.object({
      name: z.string(),
      required: z.string(),
      measured: z.string(),
      /** Null where the tests cannot tell. */
      passed: z.boolean().nullable(),
      /** False where it is told for information. */
      counts: z.boolean(),
    }),
  ),
  /** Questions whose figures count: not those that were asked only because they must pass. */
  counted: z.number().int().optional(),
});

const figureSchema = z.number().nullable();

const comparedItemSchema = z.object({
  id: z.string(),
  question: z.string(),
  kind: answerKindSchema,
  answer: z.string(),
  reference: z.string().nullable(),
  answerable: z.boolean().nullable(),
  mustPass: z.boolean(),
  cited: z.array(z.string()),
  citationPrecision: figureSchema,
  rougeL: figureSchema,
  chrF: figureSchema,
  groundedness: figureSchema,
  keyFacts: figureSchema,
  /** What the model wrote before any check. */
  own: z
    .object({ text: z.string(), reason: z.string(), rougeL: figureSchema, chrF: figureSchema })
    .nullable(),
  declinedBy: z.enum(['code', 'model']).nullable(),
  isInFormat: z.boolean().nullable(),
  /** Asked only because it must pass: no figure counts it. */
  beside: z.boolean().optional(),
});

export const comparisonSummarySchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    candidate: z.string(),
    settings: z.object({
      against: z.array(opponentSchema),
      /** Null where a file was asked. */
      split: splitSchema.nullable(),
      format: z.object({
        maxSentences: z.number().optional(),
        forbidden: z.array(z.string()).optional(),
      }),
    }),
    /** SHA-256, hex: equal where the same was asked. */
    questionHash: z.string(),
    questions: z.number().int(),
    asked: z.number().int(),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    reason: z.string().nullable(),
    verdict: verdictSchema.nullable(),
    createdBy: z.string(),
    createdAt: z.number(),
    endedAt: z.number().nullable(),
  })
  .meta({ id: 'ComparisonSummary' });

export const comparisonListSchema = z.object({ comparisons: z.array(comparisonSummarySchema) });

export const comparisonSchema = comparisonSummarySchema
  .extend({
    report: z
      .object({
        /** The candidate first. A model that plays several parts stands once. */
        answerers: z.array(
          z.object({
            roles: z.array(z.enum(['candidate', 'untuned', 'release', 'extractive'])),
            versionId: z.string().nullable(),
            measures: z.record(z.string(), estimateSchema),
            firstSentenceMs: z.object({ p50: z.number(), p95: z.number() }).nullable(),
            items: z.array(comparedItemSchema),
          }),
        ),
        differences: z.array(
          z.object({
            opponent: opponentSchema,
            differences: z.record(
              z.string(),
              z.object({
                estimate: estimateSchema,
                ahead: z.number().int(),
                behind: z.number().int(),
                level: z.number().int(),
              }),
            ),
          }),
        ),
        questions: z.number().int(),
        elapsedMs: z.number(),
      })
      .nullable(),
  })
  .meta({ id: 'Comparison' });

const choiceSchema = z.enum(['left', 'right', 'tie']);

export const blindReviewSchema = z
  .object({
    opponent: opponentSchema,
    pairs: z.array(
      z.object({
        itemId: z.string(),
        question: z.string(),
        reference: z.string().nullable(),
        left: z.string(),
        right: z.string(),
        /** What the one who asks has chosen already. */
        choice: choiceSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'BlindReview' });

export const reviewQuerySchema = z.object({ opponent: opponentSchema });

export const judgementSchema = z.strictObject({
  opponent: opponentSchema,
  itemId: z.string().min(1).max(1_000),
  choice: choiceSchema,
});

export const reviewResultSchema = z
  .object({
    opponent: opponentSchema,
    pairs: z.number().int(),
    judged: z.number().int(),
    candidate: z.number().int(),
    other: z.number().int(),
    ties: z.number().int(),
    /** Sign test, two-sided. */
    pValue: z.number(),
  })
  .meta({ id: 'ReviewResult' });
