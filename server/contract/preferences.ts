import { z } from 'zod';

export const preferenceStateSchema = z.enum(['draft', 'approved', 'retired']);

/** As many characters as a bot's answer never has. */
const answerSchema = z.string().min(1).max(4_000);

/** `rejected`: what is to become unlikely; what the model said of the answer when absent. */
export const correctionSchema = z
  .object({ turnId: z.string().max(100), chosen: answerSchema, rejected: answerSchema.optional() })
  .meta({ id: 'Correction' });

export const preferenceChangeSchema = z
  .object({ expectedVersion: z.number().int().positive().optional() })
  .meta({ id: 'PreferenceChange' });

export const preferenceSchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
    /** What the prompt asks. */
    question: z.string(),
    /** The better answer, and the poorer one. */
    chosen: z.string(),
    rejected: z.string(),
    source: z.enum(['correction', 'blind-review', 'thumbs']),
    turnId: z.string().optional(),
    documentIds: z.array(z.string()),
    author: z.string(),
    /** Who approved it, and who took it out of what is learned. */
    reviewer: z.string().optional(),
    retiredBy: z.string().optional(),
    state: preferenceStateSchema,
    version: z.number().int(),
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'Preference' });

/** With where it came from, as far as that is still there. */
const listedPreferenceSchema = preferenceSchema.extend({
  conversationId: z.string().optional(),
  messageId: z.string().optional(),
  correctionId: z.string().optional(),
  /** The lesson that it is decided on with. */
  lessonId: z.string().optional(),
  documents: z.array(z.object({ id: z.string(), name: z.string(), title: z.string() })),
});

/** Newest first; `before=next` asks for the older ones. */
export const preferencePageSchema = z
  .object({
    pairs: z.array(listedPreferenceSchema),
    total: z.number().int(),
    next: z.number().int().optional(),
  })
  .meta({ id: 'PreferencePage' });
