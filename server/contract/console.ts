import { z } from 'zod';
import type { AnswerKind } from './answer.ts';
import { visitorReaderSchema } from './audience.ts';
import { botIdSchema, MAX_MESSAGE_CHARS } from './chat.ts';
import { conversationStateSchema } from './stream.ts';
import { groundPartsSchema } from './test-runs.ts';

/** To try a bot with: `GET /api/admin/bots/:botId/suggested-questions`. */
export const suggestedQuestionsSchema = z.object({ questions: z.array(z.string()) });

/** What the bot would find: `POST /api/admin/bots/:botId/search`. */
export const searchRequestSchema = z.strictObject({
  question: z.string().min(1).max(MAX_MESSAGE_CHARS),
  limit: z.number().int().min(1).max(50).optional(),
  /** Finds what this visitor may be told; everything when absent. */
  visitor: visitorReaderSchema.optional(),
});

export const searchHitSchema = z.object({
  passageId: z.string(),
  documentId: z.string(),
  titlePath: z.array(z.string()),
  text: z.string(),
  /** Fused score; only comparable inside one result. */
  score: z.number(),
  /** Cosine of question and passage, -1 to 1. */
  vectorScore: z.number(),
  /** BM25-like, 0 when no word matched. */
  lexicalScore: z.number(),
});
export type SearchHitBody = z.infer<typeof searchHitSchema>;

/** Best first. */
export const searchResultSchema = z.object({ searched: z.string(), hits: z.array(searchHitSchema) });
export type SearchResultBody = z.infer<typeof searchResultSchema>;

/** Passages that an answer's passport names; those deleted since are missing. */
export const passageListSchema = z.object({
  passages: z.array(
    z.object({ id: z.string(), documentId: z.string(), titlePath: z.array(z.string()), text: z.string() }),
  ),
});
export type PassageList = z.infer<typeof passageListSchema>;

/**
 * How a conversation went: `handed-over` as soon as a person was offered, else `refused` as soon as one question was
 * not answered, else `answered`; `other` when nothing was asked but courtesies.
 */
export const conversationOutcomeSchema = z.enum(['answered', 'refused', 'handed-over', 'other']);
export type ConversationOutcome = z.infer<typeof conversationOutcomeSchema>;

/** What each kind of reply makes of the question it replies to. */
export const REPLY_OUTCOME = {
  model: 'answered',
  quote: 'answered',
  approved: 'answered',
  refusal: 'refused',
  handoff: 'handed-over',
  smalltalk: 'other',
  clarify: 'other',
} as const satisfies Record<AnswerKind, ConversationOutcome>;

export const conversationSummarySchema = z.object({
  id: z.string(),
  state: conversationStateSchema,
  firstQuestion: z.string(),
  questions: z.number().int(),
  outcome: conversationOutcomeSchema,
  /** Replies that the visitor marked so. */
  thumbsUp: z.number().int(),
  thumbsDown: z.number().int(),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type ConversationSummary = z.infer<typeof conversationSummarySchema>;

/** Newest first; `next` asks for the older ones. */
export const conversationListSchema = z.object({
  conversations: z.array(conversationSummarySchema),
  next: z.string().optional(),
});
export type ConversationList = z.infer<typeof conversationListSchema>;

/** As in `access/rights.ts`, which says what each may do. */
export const roleSchema = z.enum(['admin', 'staff', 'integrator', 'reader']);

export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  /** Null: every bot. */
  botId: z.string().nullable(),
  /** Milliseconds since the epoch, all three. */
  createdAt: z.number(),
  lastUsedAt: z.number().nullable(),
  revokedAt: z.number().nullable(),
});
export type ApiKeyBody = z.infer<typeof apiKeySchema>;

export const apiKeyListSchema = z.object({ keys: z.array(apiKeySchema) });

export const apiKeyCreateSchema = z.strictObject({
  name: z.string().min(1).max(120),
  role: roleSchema,
  botId: botIdSchema.optional(),
});

export const newApiKeySchema = z.object({ id: z.string(), secret: z.string() });

/** The console's first numbers: `GET /api/admin/bots/:botId/overview`. */
export const overviewSchema = z.object({
  documents: z.object({ ready: z.number().int(), busy: z.number().int(), failed: z.number().int() }),
  conversations: z.number().int(),
  /** Replies to visitors, by how they came about; courtesies and questions back are left out. */
  replies: z.object({ answered: z.number().int(), refused: z.number().int(), handedOver: z.number().int() }),
  /** Questions outside conversations: staff, the command line, programs. */
  tried: z.number().int(),
  /** The site on which the chat was opened last. */
  lastSeen: z.object({ origin: z.string(), at: z.number() }).nullable(),
  /** Tests that were right before a change and are wrong now, and the latest such change. */
  worse: z
    .object({ tests: z.number().int(), changed: groundPartsSchema, at: z.number().nullable() })
    .nullable(),
});
export type Overview = z.infer<typeof overviewSchema>;
