import { z } from 'zod';
import { inboxItemSchema } from './handoff.ts';

const MAX_TAGS = 20;

export const tagsSchema = z.strictObject({ tags: z.array(z.string().min(1).max(40)).max(MAX_TAGS) });
export const blockSchema = z.strictObject({ reason: z.string().max(300).default('') });

export const cannedReplySchema = z
  .object({
    id: z.string(),
    shortcut: z.string(),
    text: z.string(),
    author: z.string(),
    version: z.number().int(),
    updatedAt: z.number(),
  })
  .meta({ id: 'CannedReply' });
export type CannedReply = z.infer<typeof cannedReplySchema>;

export const cannedReplyListSchema = z.object({ cannedReplies: z.array(cannedReplySchema) });

const shortcutSchema = z
  .string()
  .regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'must be 1 to 40 letters, digits, "-" or "_"');
export const cannedReplyCreateSchema = z.strictObject({
  shortcut: shortcutSchema,
  text: z.string().min(1).max(2_000),
});
export const cannedReplyChangeSchema = cannedReplyCreateSchema
  .partial()
  .extend({ expectedVersion: z.number().int() });

export const conversationSearchQuerySchema = z.object({
  /** Words that must all be in the conversation, in messages or in notes of staff; whatever their case. */
  q: z.string().max(200).default(''),
  tag: z.string().max(40).optional(),
});

export const conversationSearchSchema = z
  .object({
    hits: z.array(
      z.object({
        item: inboxItemSchema,
        /** The place found, with some words around it. */
        excerpt: z.string(),
      }),
    ),
  })
  .meta({ id: 'ConversationSearch' });
export type ConversationSearch = z.infer<typeof conversationSearchSchema>;

/** `POST /api/chat/:id/rating`: how content the visitor was; rating again replaces it. */
export const ratingSchema = z.strictObject({
  score: z.number().int().min(1).max(5),
  comment: z.string().max(1_000).default(''),
});
