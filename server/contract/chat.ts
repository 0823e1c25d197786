import { z } from 'zod';
import { preChatAnswersSchema, preChatSchema } from './forms.ts';
import {
  conversationStateSchema,
  messagePartSchema,
  replyMetadataSchema,
  visitorHandoffSchema,
} from './stream.ts';

/** Longest question, in characters; beyond it the prompt would be cut anyway. */
export const MAX_MESSAGE_CHARS = 4_000;
/** Messages a client may send along; all but the last are ignored, the history is the database's. */
const MAX_SENT_MESSAGES = 200;
const MAX_PARTS = 50;

const clientIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, "-" or "_"');
export const botIdSchema = z.string().min(1).max(100);

/** AI SDK `parts`, OpenAI `content` (text or parts), deep-chat `text`: whichever is there is read. */
export const sentMessageSchema = z
  .looseObject({
    /** The client's own name for the message: sent a second time, it is not stored twice. */
    id: z.string().max(200).optional(),
    role: z.string().max(20),
    parts: z
      .array(z.looseObject({ type: z.string(), text: z.string().optional() }))
      .max(MAX_PARTS)
      .optional(),
    content: z
      .union([
        z.string(),
        z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).max(MAX_PARTS),
      ])
      .optional(),
    text: z.string().optional(),
  })
  .meta({ id: 'SentMessage' });
export type SentMessage = z.infer<typeof sentMessageSchema>;

const MAX_CHARS = { id: 200, name: 120, email: 200, page: 500 };
const MAX_ATTRIBUTES = 30;
const MAX_ATTRIBUTE_NAME_CHARS = 60;
const MAX_ATTRIBUTE_CHARS = 300;
const attributeSchema = z.union([z.string().max(MAX_ATTRIBUTE_CHARS), z.number(), z.boolean()]);

/** What a site says of a visitor, for the staff to read; nothing opens by it. */
const claimedShape = {
  id: z.string().max(MAX_CHARS.id).optional(),
  name: z.string().max(MAX_CHARS.name).optional(),
  email: z.string().max(MAX_CHARS.email).optional(),
  /** Path of the page the visitor was on. */
  page: z.string().max(MAX_CHARS.page).optional(),
  attributes: z.record(z.string().max(MAX_ATTRIBUTE_NAME_CHARS), attributeSchema).optional(),
  /** What the visitor wrote in the form before the chat; kept until another one is sent. */
  form: preChatAnswersSchema.optional(),
};

/**
 * The same as pages have it: numbers for ids, texts of any length, values that say nothing. What does not fit is cut or left out; a
 * visitor's question is refused for none of it.
 */
export const claimedDetailsSchema = z.strictObject({
  id: cutTo(MAX_CHARS.id),
  name: cutTo(MAX_CHARS.name),
  email: cutTo(MAX_CHARS.email),
  page: cutTo(MAX_CHARS.page),
  attributes: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((given) => (given ? keptAttributes(given) : undefined)),
  form: claimedShape.form,
});

function cutTo(chars: number) {
  return z
    .union([z.string(), z.number()])
    .nullish()
    .transform((given) =>
      given === null || given === undefined ? undefined : String(given).slice(0, chars),
    );
}

function keptAttributes(given: Record<string, unknown>): Record<string, string | number | boolean> {
  const entries = Object.entries(given).flatMap(([name, value]) => {
    const cut = attributeSchema.safeParse(
      typeof value === 'string' ? value.slice(0, MAX_ATTRIBUTE_CHARS) : value,
    );
    return cut.success ? [[name.slice(0, MAX_ATTRIBUTE_NAME_CHARS), cut.data] as const] : [];
  });
  return Object.fromEntries(entries.slice(0, MAX_ATTRIBUTES));
}

export const visitorDetailsSchema = z
  .object({
    ...claimedShape,
    /** The organisation's token says so, not just its page. */
    verified: z.boolean().optional(),
  })
  .meta({ id: 'VisitorDetails' });
export type VisitorDetails = z.infer<typeof visitorDetailsSchema>;

/** What assistant-ui and deep-chat send along; a bot heeds none of it. */
const unheededShape = {
  system: z.unknown().optional(),
  tools: z.unknown().optional(),
  config: z.unknown().optional(),
  callSettings: z.unknown().optional(),
  metadata: z.unknown().optional(),
  stream: z.unknown().optional(),
};

/** Body of `POST /api/chat`. The session travels in the `x-foyer-session` header. */
export const chatRequestSchema = z
  .strictObject({
    /** The client's own name for the conversation; made when it is missing, and told in `start`. */
    id: clientIdSchema.optional(),
    botId: botIdSchema,
    messages: z.array(sentMessageSchema).max(MAX_SENT_MESSAGES).optional(),
    message: sentMessageSchema.optional(),
    /** `regenerate-message`: another reply to the last question, in place of the one there is. */
    trigger: z.enum(['submit-message', 'regenerate-message']).optional(),
    messageId: z.string().max(100).optional(),
    ...unheededShape,
    visitor: claimedDetailsSchema.optional(),
  })
  .meta({ id: 'ChatRequest' });
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** Keep it for the life of the tab or longer: it alone opens the conversations started with it. */
export const sessionSchema = z.object({ session: z.string() });
export type Session = z.infer<typeof sessionSchema>;

export const conversationMessageSchema = z
  .object({
    id: z.string(),
    role: z.enum(['user', 'assistant']),
    parts: z.array(messagePartSchema),
    metadata: replyMetadataSchema,
  })
  .meta({ id: 'ConversationMessage' });
export type ConversationMessage = z.infer<typeof conversationMessageSchema>;

/** Body of `GET /api/chat/:id`: AI SDK UI messages, oldest first. */
export const conversationSchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    state: conversationStateSchema,
    /** True while a reply is being written; `GET /api/chat/:id/stream` follows it. */
    answering: z.boolean(),
    handoff: visitorHandoffSchema,
    /** Where `GET /api/chat/:id/live` goes on without a gap: send it as `after`. */
    liveCursor: z.number().int(),
    visitor: visitorDetailsSchema.optional(),
    messages: z.array(conversationMessageSchema),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof conversationSchema>;

/** How staff want the widget to look; what the page says goes before it. */
export const lookSchema = z
  .object({
    /** Rules for the widget's shadow root. */
    css: z.string(),
    /** Words on the launcher; empty for its sign alone. */
    label: z.string(),
    sound: z.boolean(),
  })
  .meta({ id: 'Look' });

/** What a visitor's browser may know of a bot: `GET /api/bots/:id/public`. */
export const publicBotSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    organisation: z.string(),
    /** BCP 47 language tag. */
    locale: z.string(),
    greeting: z.string(),
    suggestedQuestions: z.array(z.string()),
    /** False once staff have taken the bot out of service: it answers nothing. */
    inService: z.boolean(),
    /** Says that this is an AI assistant, and how to reach a person. */
    disclosure: z.string(),
    /** What staff add to it, for clients that word the rest themselves. */
    disclosureNote: z.string().optional(),
    /** The same ways to a person, for clients that word it themselves. */
    contact: z.object({ email: z.string().optional(), phone: z.string().optional() }),
    look: lookSchema,
    /** While a person is waited for or there, files can be sent. */
    files: z.boolean().optional(),
    /** Asked before the chat begins; absent where nothing is. */
    preChat: preChatSchema.optional(),
  })
  .meta({ id: 'PublicBot' });
export type PublicBot = z.infer<typeof publicBotSchema>;
