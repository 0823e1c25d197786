import { z } from 'zod';
import { answerKindSchema } from './answer.ts';

export const feedbackVerdictSchema = z.enum(['up', 'down']);
const feedbackReasonSchema = z.enum(['wrong', 'incomplete', 'not-my-question', 'unclear', 'other']);

/** A visitor's thumb on a reply; `none` takes it back. The reason and the comment are kept with a thumb down only. */
export const feedbackRequestSchema = z
  .strictObject({
    verdict: z.enum(['up', 'down', 'none']),
    reason: feedbackReasonSchema.optional(),
    comment: z.string().max(1_000).optional(),
  })
  .meta({ id: 'FeedbackRequest' });
export type FeedbackRequest = z.infer<typeof feedbackRequestSchema>;

/** A member of the staff marks an answer as wrong. */
export const flagRequestSchema = z
  .strictObject({
    /** Why, if they like. */
    comment: z.string().max(1_000).optional(),
  })
  .meta({ id: 'FlagRequest' });
export type FlagRequest = z.infer<typeof flagRequestSchema>;

/** That it is put right, by whatever means, or is not after all. */
export const flagChangeSchema = z.strictObject({ settled: z.boolean() }).meta({ id: 'FlagChange' });
export type FlagChange = z.infer<typeof flagChangeSchema>;

export const answerFlagSchema = z
  .object({
    messageId: z.string(),
    /** Who marked it. */
    author: z.string(),
    authorName: z.string(),
    /** Without personal data. */
    comment: z.string().optional(),
    /** Milliseconds since the epoch. */
    flaggedAt: z.number(),
    /** Who said that it is put right, by whatever means; absent while nobody did. */
    settledBy: z.string().optional(),
    settledByName: z.string().optional(),
    settledAt: z.number().optional(),
  })
  .meta({ id: 'AnswerFlag' });
export type AnswerFlag = z.infer<typeof answerFlagSchema>;

export const answerFlagListSchema = z.object({ flags: z.array(answerFlagSchema) });

/** `open`: nobody has put it right yet. */
export const flagStateSchema = z.enum(['open', 'done']);

/** An answer that staff marked as wrong, as its visitor read it. */
const flaggedAnswerSchema = answerFlagSchema
  .extend({
    conversationId: z.string(),
    turnId: z.string(),
    question: z.string(),
    answer: z.string(),
    /** How the answer came about. */
    kind: answerKindSchema,
    /** `done`: settled by somebody, or corrected. */
    state: flagStateSchema,
    /** A correction of this answer holds. */
    corrected: z.boolean(),
  })
  .meta({ id: 'FlaggedAnswer' });

export const flaggedAnswerListSchema = z
  .object({ answers: z.array(flaggedAnswerSchema), next: z.string().optional() })
  .meta({ id: 'FlaggedAnswerList' });
export type FlaggedAnswerList = z.infer<typeof flaggedAnswerListSchema>;

export const flagCountSchema = z.object({ count: z.number().int() }).meta({ id: 'FlagCount' });

export const feedbackSchema = z
  .object({
    verdict: feedbackVerdictSchema,
    reason: feedbackReasonSchema.optional(),
    /** Without personal data. */
    comment: z.string().optional(),
  })
  .meta({ id: 'Feedback' });
export type Feedback = z.infer<typeof feedbackSchema>;
