import { z } from 'zod';
import { answerKindSchema, historyMessageSchema, passportSchema, sourceSchema } from './answer.ts';
import { visitorReaderSchema } from './audience.ts';
import { MAX_MESSAGE_CHARS } from './chat.ts';

/** A question staff try on a bot: `POST /api/admin/bots/:botId/ask`. */
export const askRequestSchema = z.strictObject({
  question: z.string().min(1).max(MAX_MESSAGE_CHARS),
  history: z.array(historyMessageSchema).max(50).optional(),
  /** As whom it is asked; a visitor nobody knows when absent. Takes the right to read documents. */
  visitor: visitorReaderSchema.optional(),
  /** A version of the bot that answers instead of what serves, published or not; `untuned`: the model before any teaching. Takes the right to read versions. */
  version: z.string().min(1).max(100).optional(),
});
export type AskRequest = z.infer<typeof askRequestSchema>;

/** The answer with its passport: "Why this answer?". */
export const askReplySchema = z
  .object({
    turnId: z.string(),
    text: z.string(),
    sources: z.array(sourceSchema),
    suggestions: z.array(z.string()),
    offerPerson: z.boolean(),
    passport: passportSchema,
  })
  .meta({ id: 'AskReply' });
export type AskReply = z.infer<typeof askReplySchema>;

export const turnSchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    conversationId: z.string().nullable(),
    kind: answerKindSchema,
    passport: passportSchema,
    /** What was shown; null where it was not kept. */
    text: z.string().nullable(),
    createdAt: z.number(),
  })
  .meta({ id: 'Turn' });
export type TurnBody = z.infer<typeof turnSchema>;

export const readinessSchema = z
  .object({
    ready: z.boolean(),
    /** One sentence a part, empty when all is well. */
    problems: z.array(z.string()),
    /** What answers, but not as it should; one sentence each. */
    notices: z.array(z.string()),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof readinessSchema>;
