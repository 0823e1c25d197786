import { z } from 'zod';

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
  })
  .meta({ id: 'AnswerFlag' });
export type AnswerFlag = z.infer<typeof answerFlagSchema>;

export const answerFlagListSchema = z.object({ flags: z.array(answerFlagSchema) });

export const feedbackSchema = z
  .object({
    verdict: feedbackVerdictSchema,
    reason: feedbackReasonSchema.optional(),
    /** Without personal data. */
    comment: z.string().optional(),
  })
  .meta({ id: 'Feedback' });
export type Feedback = z.infer<typeof feedbackSchema>;
