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
    chosen: z.string(),
    rejected: z.string(),
    source: z.enum(['correction', 'blind-review', 'thumbs']),
    turnId: z.string().optional(),
    documentIds: z.array(z.string()),
    author: z.string(),
    reviewer: z.string().optional(),
    state: preferenceStateSchema,
    version: z.number().int(),
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'Preference' });

export const preferencePageSchema = z
  .object({ pairs: z.array(preferenceSchema), next: z.number().int().optional() })
  .meta({ id: 'PreferencePage' });
