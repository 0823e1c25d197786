import { z } from 'zod';
import { botIdSchema, claimedDetailsSchema, MAX_MESSAGE_CHARS } from './chat.ts';

/** `POST /api/chat/:id/contact`: what a visitor leaves when nobody can come. */
export const contactFormSchema = z.strictObject({
  botId: botIdSchema,
  name: z.string().min(1).max(120),
  email: z.email().max(200),
  message: z.string().min(1).max(MAX_MESSAGE_CHARS),
  visitor: claimedDetailsSchema.optional(),
});

/** One mail or webhook and what became of it. */
export const deliverySchema = z
  .object({
    id: z.string(),
    conversationId: z.string().nullable(),
    channel: z.enum(['email', 'webhook']),
    target: z.string(),
    event: z.string(),
    state: z.enum(['waiting', 'sent', 'failed']),
    attempts: z.number().int(),
    /** HTTP status of the last try. */
    status: z.number().int().nullable(),
    /** Why the last try failed, in a sentence. */
    error: z.string().nullable(),
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'Delivery' });
export type DeliveryBody = z.infer<typeof deliverySchema>;

export const deliveryListSchema = z.object({ deliveries: z.array(deliverySchema) });

export const contactRequestSchema = z
  .object({
    id: z.string(),
    conversationId: z.string(),
    name: z.string(),
    email: z.string(),
    message: z.string(),
    handledBy: z.string().nullable(),
    handledAt: z.number().nullable(),
    createdAt: z.number(),
    deliveries: z.array(deliverySchema),
  })
  .meta({ id: 'ContactRequest' });
export type ContactRequestBody = z.infer<typeof contactRequestSchema>;

export const contactRequestListSchema = z.object({ contactRequests: z.array(contactRequestSchema) });
export const contactRequestChangeSchema = z.strictObject({ handled: z.boolean() });
