import { z } from 'zod';

const topicStateSchema = z.enum(['open', 'closed']);

/** Questions of visitors that mean about the same, with what became of them. Times are milliseconds since the epoch. */
export const topicSchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    /** One of its questions, without personal data. */
    label: z.string(),
    state: topicStateSchema,
    /** Who looks after it. */
    assignee: z.string().optional(),
    /** Questions in all. */
    asked: z.number().int(),
    refused: z.number().int(),
    thumbsDown: z.number().int(),
    /** Marked as wrong by staff. */
    flagged: z.number().int(),
    /** Refused, marked with a thumb down, or marked as wrong. */
    unanswered: z.number().int(),
    /** Of these, those asked or marked as wrong since it was last opened or closed. */
    unansweredSince: z.number().int(),
    /** Different questions, the latest first, without personal data. */
    examples: z.array(z.string()),
    /** What was found for them, most often first. */
    nearestDocuments: z.array(z.object({ id: z.string(), name: z.string(), title: z.string() })),
    firstAskedAt: z.number(),
    lastAskedAt: z.number(),
    version: z.number().int(),
  })
  .meta({ id: 'Topic' });
export type TopicBody = z.infer<typeof topicSchema>;

export const topicListSchema = z
  .object({
    topics: z.array(topicSchema),
    /** Questions that are not sorted yet; `POST …/topics/gather` sorts them. */
    pending: z.number().int(),
    next: z.number().int().optional(),
  })
  .meta({ id: 'TopicList' });
export type TopicList = z.infer<typeof topicListSchema>;

export const topicQuestionListSchema = z
  .object({
    questions: z.array(
      z.object({
        turnId: z.string(),
        conversationId: z.string(),
        question: z.string(),
        /** How the reply came about. */
        kind: z.string(),
        thumbsDown: z.boolean(),
        /** Why the thumb was down, in the visitor's choice and words. */
        reason: z.string().optional(),
        comment: z.string().optional(),
        /** Who of the staff marked the answer as wrong, and why. */
        flaggedBy: z.string().optional(),
        flagComment: z.string().optional(),
        askedAt: z.number(),
      }),
    ),
    next: z.number().int().optional(),
  })
  .meta({ id: 'TopicQuestionList' });
export type TopicQuestionList = z.infer<typeof topicQuestionListSchema>;

export const topicChangeSchema = z.strictObject({
  changes: z.strictObject({
    state: topicStateSchema.optional(),
    /** Null: nobody. */
    assignee: z.string().trim().min(1).max(200).nullable().optional(),
  }),
  expectedVersion: z.number().int().positive(),
});

export const topicsGatheredSchema = z.object({ gathered: z.number().int(), pending: z.number().int() });

/** A question asked often, with what the bot says to it: worth an answer that is fixed and approved. */
export const approvedSuggestionListSchema = z
  .object({
    suggestions: z.array(
      z.object({
        topicId: z.string(),
        question: z.string(),
        paraphrases: z.array(z.string()),
        /** What the bot said most often or was thanked for; empty where it always declined. */
        answer: z.string(),
        asked: z.number().int(),
        unanswered: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'ApprovedSuggestionList' });
export type ApprovedSuggestionList = z.infer<typeof approvedSuggestionListSchema>;
