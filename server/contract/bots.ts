import { z } from 'zod';
import { botIdSchema, lookSchema } from './chat.ts';

export const botArchiveSchema = z.strictObject({ archived: z.boolean() });
export const botDuplicateSchema = z.strictObject({ name: z.string().min(1).max(120) });
export const botDeleteSchema = z.strictObject({
  /** The bot's id once more. */
  confirm: botIdSchema,
});

/** What belongs to a bot, counted. */
export const botContentsSchema = z
  .object({
    documents: z.number().int(),
    conversations: z.number().int(),
    approvedAnswers: z.number().int(),
    words: z.number().int(),
    lessons: z.number().int(),
    tests: z.number().int(),
    versions: z.number().int(),
    keys: z.number().int(),
  })
  .meta({ id: 'BotContents' });
export type BotContents = z.infer<typeof botContentsSchema>;

/** Where a bot's chat was opened, the latest first. */
export const widgetSitesSchema = z.object({
  sites: z.array(
    z.object({
      origin: z.string(),
      /** Milliseconds since the epoch; told anew once an hour at most. */
      firstSeenAt: z.number(),
      lastSeenAt: z.number(),
    }),
  ),
});
export type WidgetSites = z.infer<typeof widgetSitesSchema>;

/** A look that is not saved yet. */
export const lookTrialSchema = z
  .object({
    look: lookSchema,
    /** Of words in the brand colour, 1 to 21; `nearest` is the nearest shade that is read well. Null without a brand colour. */
    contrast: z
      .object({ ratio: z.number(), needed: z.number(), passes: z.boolean(), nearest: z.string() })
      .nullable(),
  })
  .meta({ id: 'LookTrial' });
export type LookTrial = z.infer<typeof lookTrialSchema>;
