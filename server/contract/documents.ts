import { z } from 'zod';
import { audienceSchema } from './audience.ts';
import { errorCodeSchema } from './errors.ts';

/** A document as staff see it. */
export const documentSchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    /** Stable inside the bot; a second upload of it replaces the first. */
    name: z.string(),
    title: z.string(),
    mediaType: z.string(),
    url: z.string().optional(),
    contentHash: z.string(),
    byteLength: z.number().int(),
    state: z.enum(['waiting', 'reading', 'preparing', 'ready', 'failed']),
    enabled: z.boolean(),
    /** When it begins and ceases to answer; without a bound when absent. */
    validFrom: z.number().optional(),
    validUntil: z.number().optional(),
    /** Who may be told what it says. */
    audience: audienceSchema,
    passageCount: z.number().int(),
    /** Why it failed: a code for machines, one sentence for people. */
    error: z.object({ code: errorCodeSchema, message: z.string() }).optional(),
    /** Milliseconds since the epoch. */
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'Document' });
export type Document = z.infer<typeof documentSchema>;

export const documentListSchema = z.object({ documents: z.array(documentSchema) });

export const documentDetailSchema = documentSchema
  .extend({
    passages: z.array(
      z.object({
        id: z.string(),
        position: z.number().int(),
        titlePath: z.array(z.string()),
        text: z.string(),
        /** Taken out of use by staff or by a correction. */
        withheld: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'DocumentDetail' });
export type DocumentDetailBody = z.infer<typeof documentDetailSchema>;

/** In how many conversations each document was cited; those never cited are left out. */
export const citationsSchema = z.object({
  documents: z.array(z.object({ documentId: z.string(), conversations: z.number().int() })),
});

/** In how many conversations a document was cited, and how often each of its passages. */
export const documentCitationsSchema = z
  .object({
    conversations: z.number().int(),
    passages: z.array(
      z.object({ passageId: z.string(), replies: z.number().int(), conversations: z.number().int() }),
    ),
  })
  .meta({ id: 'DocumentCitations' });
export type DocumentCitations = z.infer<typeof documentCitationsSchema>;

const boundSchema = z.number().int().min(0).max(8_640_000_000_000_000).nullable().optional();

export const documentChangeSchema = z.strictObject({
  enabled: z.boolean().optional(),
  /** Milliseconds since the epoch; null takes the bound away. */
  validFrom: boundSchema,
  validUntil: boundSchema,
  audience: audienceSchema.optional(),
  /** What whoever changes it saw of it; refused where it is something else by now. */
  expected: z
    .strictObject({ validFrom: boundSchema, validUntil: boundSchema, audience: audienceSchema.optional() })
    .optional(),
});

export const passageChangeSchema = z.strictObject({ enabled: z.boolean() });

/** Of a document that is plain text; refused when `expectedHash` is not its `contentHash` any more. */
export const documentTextSchema = z.strictObject({
  text: z.string().min(1).max(200_000),
  expectedHash: z.string().max(64),
});

/** Lines of the progress stream that an upload answers with (SSE), `finished` last unless an `error` ends it. */
export const ingestEventSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('document-started'), name: z.string(), number: z.number().int() }),
    z.object({
      type: z.literal('document-progressed'),
      name: z.string(),
      documentId: z.string(),
      state: z.enum(['reading', 'preparing']),
      done: z.number().int(),
      total: z.number().int(),
    }),
    z.object({
      type: z.literal('document-ready'),
      name: z.string(),
      documentId: z.string(),
      outcome: z.enum(['added', 'replaced', 'unchanged']),
      passages: z.number().int(),
      warnings: z.array(z.string()),
    }),
    z.object({
      type: z.literal('document-failed'),
      name: z.string(),
      documentId: z.string().optional(),
      code: errorCodeSchema,
      message: z.string(),
    }),
    z.object({
      type: z.literal('finished'),
      ready: z.number().int(),
      unchanged: z.number().int(),
      failed: z.number().int(),
      passages: z.number().int(),
      elapsedMs: z.number(),
    }),
    /** What stopped the whole upload; files not told of yet were not read. */
    z.object({ type: z.literal('error'), code: errorCodeSchema, message: z.string() }),
  ])
  .meta({ id: 'IngestEvent' });
export type IngestEventBody = z.infer<typeof ingestEventSchema>;
