import { z } from 'zod';

export const IMPORT_JOB = 'import-bot';

export const importJobInputSchema = z.strictObject({
  /** The bot that it will be, by which the file is found too. */
  botId: z.string(),
  actor: z.string(),
  /** As the file names the bot. */
  named: z.string(),
  name: z.string().optional(),
  withoutModel: z.boolean(),
});
