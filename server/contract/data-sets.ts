import { z } from 'zod';

const partSchema = z.enum([
  'answer',
  'near-miss',
  'follow-up',
  'paraphrase',
  'removed',
  'unasked',
  'off-topic',
  'exercise',
  'replay',
  'thumb-up',
  'thumb-down',
]);

/** What a bot was, or would be, taught from. */
export const dataSetSchema = z
  .object({
    /** Made of its content: the same content is the same set. */
    id: z.string(),
    botId: z.string(),
    manifest: z.object({
      seed: z.number(),
      recipe: z.object({
        shares: z.object({
          refusal: z.number(),
          nearMiss: z.number(),
          followUp: z.number(),
          paraphrase: z.number(),
          /** Of what the untuned model says to general requests. */
          replay: z.number().optional(),
        }),
        maxRows: z.number().int(),
        heldOutShare: z.number(),
      }),
      kept: z.partialRecord(partSchema, z.number().int()),
      dropped: z.number().int(),
      train: z.number().int(),
      heldOut: z.number().int(),
      characters: z.number().int(),
      indexVersion: z.number().int(),
      settingsVersion: z.number().int(),
      embedder: z.object({ id: z.string(), sha256: z.string() }),
      /** The model it was made for; `sha256` is null where its weights were not on the machine. */
      base: z.object({ id: z.string(), sha256: z.string().nullable() }),
      /** Versions of the rules by which rows were made. */
      synthesis: z.record(z.string(), z.number().int()),
      /** The model that wrote questions about the documents, where one did. */
      teacher: z.object({ model: z.string(), host: z.string() }).optional(),
      lessonIds: z.array(z.string()),
      /** Why nothing good can be learned from it; empty when it can be trained on. */
      problems: z.array(z.string()),
      notes: z.array(z.string()),
    }),
    createdBy: z.string(),
    createdAt: z.number(),
  })
  .meta({ id: 'DataSet' });

export const dataSetListSchema = z.object({ dataSets: z.array(dataSetSchema) });

const dataRowSchema = z
  .object({
    position: z.number().int(),
    state: z.enum(['kept', 'dropped']),
    part: partSchema,
    split: z.enum(['train', 'held-out']).optional(),
    question: z.string(),
    target: z.string(),
    /** The prompt as the bot serves it, the target last. */
    messages: z
      .array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
      .optional(),
    /** Why it was dropped. */
    reason: z.string().optional(),
    who: z.string(),
    lessonId: z.string().optional(),
    documentName: z.string().optional(),
    documents: z.array(z.string()),
    passageIds: z.array(z.string()),
  })
  .meta({ id: 'DataRow' });

export const dataRowListSchema = z.object({
  rows: z.array(dataRowSchema),
  next: z.number().int().optional(),
});

export const dataRowQuerySchema = z.object({
  state: z.enum(['kept', 'dropped']).optional(),
  part: partSchema.optional(),
  after: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
