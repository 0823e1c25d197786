import { z } from 'zod';

const content = {
  customersSay: z
    .string()
    .max(400)
    .describe('A word or a short phrase, in any language; recognised in any form of it.'),
  pagesSay: z
    .array(z.string().max(400))
    .max(20)
    .describe('Words or phrases of the pages; those that a page has are searched for.'),
  note: z.string().max(2_000),
};

/** What customers of a bot say, and what its pages say for it. */
export const ownWordSchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    ...content,
    addedBy: z.string(),
    unsaid: z
      .array(z.string())
      .describe('Those of `pagesSay` that none of the bot’s pages says: they are not searched for.'),
    version: z.number().int(),
    /** Milliseconds since the epoch. */
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'OwnWord' });

export const ownWordListSchema = z.object({ words: z.array(ownWordSchema) });

export const ownWordCreateSchema = z.strictObject({
  customersSay: content.customersSay,
  pagesSay: content.pagesSay,
  note: content.note.optional(),
});

export const ownWordChangeSchema = z.strictObject({
  changes: z.strictObject({
    customersSay: content.customersSay.optional(),
    pagesSay: content.pagesSay.optional(),
    note: content.note.optional(),
  }),
  expectedVersion: z.number().int(),
});

export const ownWordImportSchema = z.strictObject({
  csv: z
    .string()
    .max(2_000_000)
    .describe('With the columns "customers say", "pages say" (commas part several) and "note".'),
});

/** Lines and columns count from 1. */
export const ownWordImportedSchema = z.object({
  added: z.number().int(),
  alreadyThere: z.number().int(),
  refused: z.array(
    z.object({
      line: z.number().int().optional(),
      column: z.number().int().optional(),
      field: z.string().optional(),
      message: z.string(),
    }),
  ),
});
