import { z } from 'zod';
import { answerKindSchema, sourceSchema } from './answer.ts';
import { errorCodeSchema } from './errors.ts';
import { feedbackSchema } from './feedback.ts';

/**
 * What `POST /api/chat` and `GET /api/chat/:id/stream` send: the AI SDK UI message stream v1 over SSE, one JSON part
 * a `data:` line, `[DONE]` at the end. Order: `start`, `data-status`*, (`source-document` | `source-url`, `data-source`)*,
 * `text-start`, `text-delta`*, `text-end`, `data-suggestions`?, `data-handoff`?, `finish`. After a failure `error`
 * takes the place of what is missing and the stream ends; after a stop, `abort`. While a person has the conversation, or
 * the visitor waits for one, the answer to a message is `start`, `data-handoff`, `finish`: it was stored, nobody answered yet.
 * `GET /api/chat/:id/live` sends the same parts for what a person says, with an SSE id to go on from.
 */
export const UI_STREAM_HEADER = 'x-vercel-ai-ui-message-stream';
export const UI_STREAM_VERSION = 'v1';
/** Carries the visitor's session secret, both ways. */
export const SESSION_HEADER = 'x-foyer-session';

export const conversationStateSchema = z
  .enum(['bot', 'offered', 'requested', 'waiting', 'with-person', 'closed'])
  .meta({ id: 'ConversationState' });

/** Metadata of a reply: in `start` the conversation only, the rest in `finish`. Clients merge them. */
export const replyMetadataSchema = z
  .object({
    conversationId: z.string(),
    kind: answerKindSchema.optional(),
    /** The bot is not sure that the reply answers the question; say so beside it. */
    unsure: z.literal(true).optional(),
    /** The passport's id, for staff. */
    turnId: z.string().optional(),
    status: z.enum(['complete', 'streaming', 'failed', 'stopped']).optional(),
    /** Absent: the bot. */
    author: z.literal('person').optional(),
    /** The person's name, as they gave it to visitors. */
    authorName: z.string().optional(),
    /** Milliseconds since the epoch. */
    createdAt: z.number().optional(),
    /** The visitor's thumb on it. */
    feedback: feedbackSchema.optional(),
  })
  .meta({ id: 'ReplyMetadata' });
export type ReplyMetadata = z.infer<typeof replyMetadataSchema>;

const startPartSchema = z.object({
  type: z.literal('start'),
  messageId: z.string(),
  messageMetadata: replyMetadataSchema,
});

/** Transient: says what is under way, never kept in the message. `position` is the place in the queue, 1 is next. */
const statusPartSchema = z.object({
  type: z.literal('data-status'),
  transient: z.literal(true),
  data: z.object({
    status: z.enum(['searching', 'queued', 'reading', 'writing']),
    position: z.number().int().optional(),
  }),
});

const sourceDocumentPartSchema = z
  .object({
    type: z.literal('source-document'),
    /** The passage's id, as in the `data-source` that follows. */
    sourceId: z.string(),
    mediaType: z.string(),
    title: z.string(),
  })
  .meta({ id: 'SourceDocumentPart' });

const sourceUrlPartSchema = z
  .object({
    type: z.literal('source-url'),
    sourceId: z.string(),
    url: z.string(),
    title: z.string(),
  })
  .meta({ id: 'SourceUrlPart' });

/** The passage itself, so that a citation opens without another request. `id` equals `sourceId`. */
const sourcePartSchema = z
  .object({ type: z.literal('data-source'), id: z.string(), data: sourceSchema })
  .meta({ id: 'SourcePart' });

const textStartPartSchema = z.object({ type: z.literal('text-start'), id: z.string() });

/** `text` repeats `delta`: deep-chat reads the former, the AI SDK the latter. */
const textDeltaPartSchema = z.object({
  type: z.literal('text-delta'),
  id: z.string(),
  delta: z.string(),
  text: z.string(),
});

const textEndPartSchema = z.object({ type: z.literal('text-end'), id: z.string() });

const suggestionsPartSchema = z
  .object({
    type: z.literal('data-suggestions'),
    data: z.object({ suggestions: z.array(z.string()) }),
  })
  .meta({ id: 'SuggestionsPart' });

/** Where a visitor stands on the way to a person. `message` says it in a sentence, which may be empty. */
export const visitorHandoffSchema = z
  .object({
    state: conversationStateSchema,
    message: z.string(),
    /** Place in the waiting list, 1 is next; while `waiting`. */
    position: z.number().int().optional(),
    /** Who took over; while `with-person`. */
    person: z.string().optional(),
    /** Nobody can come now: offer the form of `POST /api/chat/:id/contact`. */
    form: z.boolean().optional(),
    /** When people are back, milliseconds since the epoch. */
    opensAt: z.number().optional(),
    /** While `closed`: the visitor has said how content they were; do not ask again. */
    rated: z.boolean().optional(),
  })
  .meta({ id: 'VisitorHandoff' });
export type VisitorHandoff = z.infer<typeof visitorHandoffSchema>;

/** The bot offers a person, or the way to one goes on. */
const handoffPartSchema = z
  .object({ type: z.literal('data-handoff'), data: visitorHandoffSchema })
  .meta({ id: 'HandoffPart' });

/** A person is writing; it holds for some seconds. Only in `GET /api/chat/:id/live`. */
const typingPartSchema = z.object({
  type: z.literal('data-typing'),
  transient: z.literal(true),
  data: z.object({ author: z.literal('person'), name: z.string() }),
});

const finishPartSchema = z.object({
  type: z.literal('finish'),
  finishReason: z.enum(['stop', 'length']),
  messageMetadata: replyMetadataSchema,
});

/** The turn was stopped by the visitor; what was shown stays. */
const abortPartSchema = z.object({ type: z.literal('abort'), reason: z.string() });

/** The turn failed. `errorText` is a sentence a visitor may read; `retryable` says whether asking again may help. */
const errorPartSchema = z.object({
  type: z.literal('error'),
  errorText: z.string(),
  code: errorCodeSchema,
  retryable: z.boolean(),
  requestId: z.string().optional(),
});

export const streamPartSchema = z
  .discriminatedUnion('type', [
    startPartSchema,
    statusPartSchema,
    sourceDocumentPartSchema,
    sourceUrlPartSchema,
    sourcePartSchema,
    textStartPartSchema,
    textDeltaPartSchema,
    textEndPartSchema,
    suggestionsPartSchema,
    handoffPartSchema,
    typingPartSchema,
    finishPartSchema,
    abortPartSchema,
    errorPartSchema,
  ])
  .meta({ id: 'StreamPart' });
export type StreamPart = z.infer<typeof streamPartSchema>;

/** A file that a visitor sent to a person; staff fetch it from the inbox by its id. */
const attachmentPartSchema = z
  .object({
    type: z.literal('data-attachment'),
    id: z.string(),
    data: z.object({ name: z.string(), mediaType: z.string(), bytes: z.number().int() }),
  })
  .meta({ id: 'AttachmentPart' });

/** The parts of a stored message: what the AI SDK's reducer makes of the stream above. */
export const messagePartSchema = z
  .discriminatedUnion('type', [
    sourceDocumentPartSchema,
    sourceUrlPartSchema,
    sourcePartSchema,
    z.object({ type: z.literal('text'), text: z.string(), state: z.enum(['streaming', 'done']).optional() }),
    suggestionsPartSchema,
    handoffPartSchema,
    attachmentPartSchema,
  ])
  .meta({ id: 'MessagePart' });
export type MessagePart = z.infer<typeof messagePartSchema>;
