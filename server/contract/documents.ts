import { z } from 'zod';

/** A document as staff see it. */
export const documentSchema = z.object({
  id: z.string(),
  botId: z.string(),
  name: z.string(),
  title: z.string(),
  mediaType: z.string(),
  url: z.string().optional(),
  byteLength: z.number().int(),
  state: z.enum(['waiting', 'reading', 'preparing', 'ready', 'failed']),
  /** Why it failed, as a sentence. */
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  enabled: z.boolean(),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Document = z.infer<typeof documentSchema>;

export const documentListSchema = z.object({ documents: z.array(documentSchema) });

/** One line of the ingest progress stream, and of `foyer ingest`. */
export const ingestProgressSchema = z.object({
  type: z.literal('document-progressed'),
  documentId: z.string(),
  name: z.string(),
  state: documentSchema.shape.state,
  done: z.number().int(),
  total: z.number().int(),
  message: z.string().optional(),
});
export type IngestProgress = z.infer<typeof ingestProgressSchema>;

export const documentChangeSchema = z.strictObject({ enabled: z.boolean() });
