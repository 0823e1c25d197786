import { z } from 'zod';

const content = {
  question: z.string(),
  paraphrases: z.array(z.string()).describe('Other ways to ask it.'),
  answer: z.string(),
  owner: z.string().max(200).describe('Who answers for its being right.'),
  expiresAt: z.number().int().nullable().describe('Not said after this; milliseconds since the epoch.'),
};

export const approvedAnswerSchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    ...content,
    enabled: z.boolean(),
    hits: z.number().int(),
    lastHitAt: z.number().nullable(),
    version: z.number().int(),
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'ApprovedAnswer' });

export const approvedAnswerListSchema = z.object({ approvedAnswers: z.array(approvedAnswerSchema) });

export const approvedAnswerCreateSchema = z.strictObject({
  question: content.question,
  answer: content.answer,
  paraphrases: content.paraphrases.optional(),
  owner: content.owner.optional(),
  expiresAt: content.expiresAt.optional(),
});

export const approvedAnswerChangeSchema = z.strictObject({
  changes: z.strictObject({
    question: content.question.optional(),
    answer: content.answer.optional(),
    paraphrases: content.paraphrases.optional(),
    owner: content.owner.optional(),
    expiresAt: content.expiresAt.optional(),
    enabled: z.boolean().optional(),
  }),
  expectedVersion: z.number().int(),
});

export const approvedAnswerImportSchema = z.strictObject({
  csv: z.string().max(2_000_000).describe('With the columns question, answer, paraphrases, owner, expires.'),
});

export const approvedAnswerImportedSchema = z.object({
  added: z.number().int(),
  refused: z.array(z.object({ line: z.number().int(), message: z.string() })),
});
