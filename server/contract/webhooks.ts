import { z } from 'zod';

/** Where a bot's webhooks go, and what signs them; never a secret. */
export const webhookSchema = z
  .object({
    url: z.string().nullable(),
    /** The bot's own, the operator's (`FOYER_WEBHOOK_SECRET`), or none: then nothing is sent. */
    secret: z.enum(['own', 'operator', 'none']),
    /** When the bot's own was made. */
    secretMadeAt: z.number().nullable(),
    /** Until then the secret before it signs too. */
    previousUntil: z.number().nullable(),
  })
  .meta({ id: 'Webhook' });
export type WebhookBody = z.infer<typeof webhookSchema>;

/** Told here and never again. */
export const newWebhookSecretSchema = z.object({ secret: z.string() });
