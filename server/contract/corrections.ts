import { z } from 'zod';
import { answerKindSchema } from './answer.ts';

/** `fact`: what is true; `approved`: a fixed answer to this question; `lesson`: how to answer. */
const routeSchema = z.enum(['fact', 'approved', 'lesson']).meta({ id: 'CorrectionRoute' });
const answer = z.string().trim().min(1).max(4_000);
/** Of a turn or of a message. */
const answerId = z.string().max(100);

export const correctionAdviceRequestSchema = z.strictObject({
  answerId,
  answer: answer.describe('What the bot should have said.'),
  said: answer.optional().describe('What it said; needed only where that was not kept.'),
});

/** Where a correction belongs, and why. */
export const correctionAdviceSchema = z
  .object({
    route: routeSchema,
    reason: z.string(),
    /** What differs: numbers, names, dates, prices, links, a yes that is a no. */
    differences: z.array(z.string()),
    /** The passage that says otherwise, with the correction put in its place. */
    replaces: z
      .object({ passageId: z.string(), documentId: z.string(), text: z.string(), edited: z.string() })
      .optional(),
  })
  .meta({ id: 'CorrectionAdvice' });
export type CorrectionAdvice = z.infer<typeof correctionAdviceSchema>;

export const correctionRequestSchema = z
  .strictObject({
    ...correctionAdviceRequestSchema.shape,
    /** As advised when absent. */
    route: routeSchema.optional(),
    /** The question as it is to be answered from now on; the visitor's when absent. */
    question: z.string().trim().min(1).max(400).optional(),
    /** Fact: the passage that is wrong, which the new one takes the place of; as advised when absent, none when null. */
    replaces: z.string().max(100).nullable().optional(),
    /** Fact: the new passage's whole text; made of the answer and the passage it replaces when absent. */
    passage: z.string().trim().min(1).max(4_000).optional(),
    /** The same question in other words, to test with; a lesson needs it, since what is taught cannot be tested. */
    testQuestion: z.string().trim().min(1).max(400).optional(),
    /** Nothing is published while the bot gets this wrong; true for facts and approved answers when absent. */
    mustPass: z.boolean().optional(),
    /** Lesson: approve it at once; needs the right to. */
    approve: z.boolean().optional(),
  })
  .meta({ id: 'CorrectionRequest' });

export const correctionBodySchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    route: routeSchema,
    state: z.enum(['applied', 'undone']),
    /** Without personal data, all three. */
    question: z.string(),
    before: z.string(),
    after: z.string(),
    turnId: z.string(),
    messageId: z.string().optional(),
    author: z.string(),
    undoneBy: z.string().optional(),
    made: z.object({
      documentId: z.string().optional(),
      /** The document whose wrong passage is not found any more. */
      withheldFrom: z.string().optional(),
      approvedAnswerId: z.string().optional(),
      lessonId: z.string().optional(),
      pairId: z.string().optional(),
      /** Why there is no preference beside the lesson. */
      noPair: z.string().optional(),
      testId: z.string().optional(),
    }),
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'CorrectionRecord' });
export type CorrectionBody = z.infer<typeof correctionBodySchema>;

export const correctedSchema = z.object({
  correction: correctionBodySchema,
  advice: correctionAdviceSchema,
  /** What the bot says to the question now; a lesson shows only after the next teaching. */
  now: z
    .object({
      text: z.string(),
      kind: answerKindSchema,
      /** False: it does not say all that the correction says. */
      holds: z.boolean(),
    })
    .optional(),
});

const usedSchema = z.enum(['in-use', 'off', 'gone']).optional();

/** How what a correction made stands now; what it did not make is left out. */
export const correctionStandingSchema = z
  .object({
    fact: usedSchema,
    approved: usedSchema,
    lesson: z.enum(['draft', 'approved', 'retired', 'gone']).optional(),
    /** In the last comparison; `open`: not asked yet. */
    test: z.enum(['passed', 'failed', 'open', 'gone']).optional(),
  })
  .meta({ id: 'CorrectionStanding' });
export type CorrectionStanding = z.infer<typeof correctionStandingSchema>;

export const correctionListSchema = z.object({
  corrections: z.array(correctionBodySchema.extend({ standing: correctionStandingSchema })),
  next: z.number().int().optional(),
});
