import { z } from 'zod';
import { errorCodeSchema } from './errors.ts';

/** What is done to a bot's file, in order. `done` and `total` are bytes, bytes, documents, documents. */
export const IMPORT_STEPS = ['checking', 'model', 'writing', 'preparing'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];

/** A bot that is made of a file. The work goes on when nobody looks, also after a restart. */
export const botImportSchema = z
  .object({
    id: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    /** The new bot's; it is there once the bot is whole. */
    botId: z.string(),
    /** As the file names the bot. */
    name: z.string(),
    progress: z.object({ step: z.enum(IMPORT_STEPS), done: z.number(), total: z.number() }).nullable(),
    /** Why it failed, for people: entry and line first where the file is wrong. */
    error: z.object({ code: errorCodeSchema, message: z.string() }).nullable(),
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'BotImport' });
export type BotImport = z.infer<typeof botImportSchema>;

export const botImportListSchema = z.object({ imports: z.array(botImportSchema) });

export const botImportQuerySchema = z.strictObject({
  /** Instead of the name in the file. */
  name: z.string().min(1).max(120).optional(),
  withoutModel: z.enum(['true', 'false']).optional(),
});

export const botExportQuerySchema = z.strictObject({ withoutModel: z.enum(['true', 'false']).optional() });
