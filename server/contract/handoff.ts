import { z } from 'zod';
import { botIdSchema, claimedDetailsSchema, conversationSchema, MAX_MESSAGE_CHARS } from './chat.ts';
import { conversationStateSchema, visitorHandoffSchema } from './stream.ts';

/** Why a person was offered or asked for. */
export const handoffReasonSchema = z.enum([
  'asked',
  'keyword',
  'refused',
  'unsure',
  'disliked',
  'anger',
  'staff',
  'button',
]);
export type HandoffReason = z.infer<typeof handoffReasonSchema>;

/** Staff as the inbox names them: `id` is the actor's, `name` what visitors read. */
export const agentSchema = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Agent' });
export type Agent = z.infer<typeof agentSchema>;

export const inboxItemSchema = z
  .object({
    id: z.string(),
    state: conversationStateSchema,
    /** Rises with each change of state; send it back as `expectedVersion`. */
    version: z.number().int(),
    reason: handoffReasonSchema.nullable(),
    /** Place in the waiting list, 1 is next. */
    position: z.number().int().optional(),
    /** Milliseconds since the epoch, as all times here. */
    waitingSince: z.number().nullable(),
    agent: agentSchema.nullable(),
    /** Whom it was left for, while it waits; anybody can take it all the same. */
    meantFor: agentSchema.nullable(),
    /** The latest message, cut after 200 characters, and who wrote it. */
    lastMessage: z.object({ author: z.enum(['visitor', 'bot', 'person']), text: z.string(), at: z.number() }),
    /** Messages of the visitor since a person last wrote. */
    unanswered: z.number().int(),
    /** As the site, its token or the visitor says. */
    visitorName: z.string().optional(),
    tags: z.array(z.string()),
    blocked: z.boolean(),
    updatedAt: z.number(),
  })
  .meta({ id: 'InboxItem' });
export type InboxItem = z.infer<typeof inboxItemSchema>;

/** Everyone with an account who may answer visitors, by name; `present`: the console is open before them. */
export const colleaguesSchema = z.object({
  colleagues: z.array(agentSchema.extend({ present: z.boolean() })),
});
export type Colleagues = z.infer<typeof colleaguesSchema>;

/** Staff who have the console open. */
export const presentAgentSchema = agentSchema.extend({
  /** They said that they take no conversations now. */
  away: z.boolean(),
  /** The conversation that is open before them. */
  conversationId: z.string().nullable(),
});
export type PresentAgent = z.infer<typeof presentAgentSchema>;

export const inboxQuerySchema = z.object({
  /** `closed`: those that were with people and are over, the latest first. */
  state: z.enum(['open', 'closed']).default('open'),
});

/** `GET …/inbox`: who waits first, then who talks with a person, then who asked when nobody could come. */
export const inboxSchema = z
  .object({
    items: z.array(inboxItemSchema),
    /** Where `GET …/inbox/events` goes on without a gap: send it as `after`. */
    cursor: z.number().int(),
    open: z.boolean(),
    /** When a person can next be reached; absent while open, or when no hours follow. */
    opensAt: z.number().optional(),
    present: z.array(presentAgentSchema),
  })
  .meta({ id: 'Inbox' });
export type Inbox = z.infer<typeof inboxSchema>;

export const noteSchema = z.object({
  id: z.string(),
  author: z.string(),
  authorName: z.string(),
  text: z.string(),
  createdAt: z.number(),
});

/** What happened to a conversation, oldest first. */
export const handoffStepSchema = z.object({
  from: conversationStateSchema,
  to: conversationStateSchema,
  event: z.string(),
  reason: handoffReasonSchema.nullable(),
  actor: z.string(),
  at: z.number(),
  /** Who has it since; with `take` and `transfer`. */
  agentName: z.string().optional(),
});

export const inboxConversationSchema = z
  .object({
    item: inboxItemSchema,
    conversation: conversationSchema,
    notes: z.array(noteSchema),
    /** How content the visitor was, 1 to 5. */
    rating: z.object({ score: z.number().int(), comment: z.string() }).nullable(),
    steps: z.array(handoffStepSchema),
    cursor: z.number().int(),
  })
  .meta({ id: 'InboxConversation' });
export type InboxConversation = z.infer<typeof inboxConversationSchema>;

const nameSchema = z.string().min(1).max(80);
const versioned = { expectedVersion: z.number().int().optional() };

export const takeSchema = z.strictObject({ name: nameSchema.optional(), ...versioned });
/** Without `to` it goes back to the waiting list, where anybody can take it. */
export const transferSchema = z.strictObject({
  to: z.strictObject({ id: z.string().min(1).max(200), name: nameSchema }).optional(),
  /** For somebody who is not there: it is left for them in the waiting list, where anybody can take it meanwhile. */
  waits: z.boolean().optional(),
  ...versioned,
});
export const endSchema = z.strictObject(versioned);
/** `key` is made by the client: sending the same again adds nothing. */
export const personMessageSchema = z.strictObject({
  text: z.string().min(1).max(MAX_MESSAGE_CHARS),
  key: z.string().min(8).max(64).optional(),
});
export const noteCreateSchema = z.strictObject({
  text: z.string().min(1).max(MAX_MESSAGE_CHARS),
  name: nameSchema.optional(),
});
export const sentSchema = z.object({ messageId: z.string() });
/** `name` as staff see it. */
export const sentFileSchema = sentSchema.extend({ name: z.string() });

/** One event of the inbox. Its number is the SSE id; send it as `Last-Event-ID` or `after` to go on from there. */
export const inboxEventSchema = z
  .object({
    sequence: z.number().int(),
    conversationId: z.string(),
    kind: z.enum(['state-changed', 'message-added', 'note-added', 'typing', 'details-changed']),
    at: z.number(),
    actor: z.string(),
    /** `state-changed`: from, to, event, reason. `message-added`: messageId, author. `typing`: author. `note-added`: noteId. */
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'InboxEvent' });
export type InboxEventBody = z.infer<typeof inboxEventSchema>;

/** How things stand; sent first, with the number after which events follow, and whenever it changes. It has no SSE id. */
export const inboxStandingSchema = z
  .object({
    kind: z.literal('standing'),
    cursor: z.number().int(),
    waiting: z.number().int(),
    present: z.array(presentAgentSchema),
  })
  .meta({ id: 'InboxStanding' });
export type InboxStanding = z.infer<typeof inboxStandingSchema>;

export const presenceChangeSchema = z.strictObject({
  away: z.boolean().optional(),
  /** What one looks at, for colleagues to see; null when it is none any more. */
  conversationId: z.string().max(100).nullable().optional(),
});
export const presenceSchema = z.object({ away: z.boolean() });

/** A visitor who presses the button before having written anything names the bot. */
export const personRequestSchema = z.strictObject({
  botId: botIdSchema,
  visitor: claimedDetailsSchema.optional(),
});
export const visitorStateSchema = z.object({
  conversationId: z.string(),
  handoff: visitorHandoffSchema,
});
