import { z } from 'zod';

/** Carries a JSON Web Token of the organisation, which says who the visitor is. */
export const IDENTITY_HEADER = 'x-foyer-identity';

const algorithmSchema = z.enum(['HS256', 'ES256']);

/** For ES256 the public JSON Web Key on P-256; for HS256 nothing, the secret is made by the server. */
export const identityKeyCreateSchema = z.strictObject({
  name: z.string().min(1).max(120),
  algorithm: algorithmSchema,
  publicKey: z.record(z.string().max(20), z.unknown()).optional(),
});

/** `secret` is told here and never again, and only for HS256. */
export const newIdentityKeySchema = z.object({ id: z.string(), secret: z.string().optional() });

export const identityKeyListSchema = z.object({
  keys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      algorithm: algorithmSchema,
      /** Milliseconds since the epoch, both. */
      createdAt: z.number(),
      revokedAt: z.number().nullable(),
    }),
  ),
});

/** A visitor's own conversations with a bot, newest first: `GET /api/chat?botId=…`. */
export const ownConversationsSchema = z.object({
  conversations: z.array(z.object({ id: z.string(), firstQuestion: z.string(), updatedAt: z.number() })),
});
export type OwnConversations = z.infer<typeof ownConversationsSchema>;
