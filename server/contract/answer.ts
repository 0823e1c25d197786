import { z } from 'zod';
import { visitorReaderSchema } from './audience.ts';

/** How a reply came about. `model`: generated; `quote`: the best passage as it stands; `approved`: a fixed answer. */
export const answerKindSchema = z
  .enum(['model', 'quote', 'approved', 'smalltalk', 'clarify', 'refusal', 'handoff'])
  .meta({ id: 'AnswerKind' });
export type AnswerKind = z.infer<typeof answerKindSchema>;
/** Replies to questions; courtesies, questions back and wishes for a person are none. */
export const QUESTION_REPLIES = [
  'model',
  'quote',
  'approved',
  'refusal',
] as const satisfies readonly AnswerKind[];

export const sourceSchema = z
  .object({
    /** The passage that supports the answer. */
    passageId: z.string(),
    documentId: z.string(),
    /** Document title, then headings, outermost first. */
    titlePath: z.array(z.string()),
    /** The passage as it stands, to open from the citation. */
    text: z.string(),
    /** Where the original can be read, when it has an address. */
    url: z.string().optional(),
    /** 1-based number used in the answer's `[n]`. */
    number: z.number().int().positive(),
  })
  .meta({ id: 'Source' });
export type Source = z.infer<typeof sourceSchema>;

const modelNamedSchema = z.object({ id: z.string(), sha256: z.string(), precision: z.string() });

const decisionSchema = z.object({
  outcome: z.enum(['answer', 'clarify', 'refuse', 'handoff', 'smalltalk']),
  score: z.number(),
  threshold: z.number(),
  reason: z.string(),
  /** What a model said that read the closest lines once more: the log-odds that they answer the question. Part of the score. */
  reading: z.object({ logOdds: z.number(), model: modelNamedSchema }).optional(),
});
/** The reply rests on the pages, but the score was not high: the visitor is told. Absent where the bot keeps that to itself. */
const unsureSchema = z.literal(true).optional();

/** All that is needed to explain an answer, and to give the same one again on the same machine. */
export const passportSchema = z
  .object({
    kind: answerKindSchema,
    question: z.string(),
    /** The question as it was searched, after the conversation was folded in. */
    searched: z.string(),
    decision: decisionSchema,
    unsure: unsureSchema,
    /** Of a message that asked several questions: each of them; kind and decision above are those of the first that was answered. */
    parts: z
      .array(
        z.object({
          question: z.string(),
          kind: answerKindSchema,
          decision: decisionSchema,
          unsure: unsureSchema,
        }),
      )
      .optional(),
    found: z.array(
      z.object({
        passageId: z.string(),
        documentId: z.string(),
        score: z.number(),
        vectorScore: z.number(),
        lexicalScore: z.number(),
        used: z.boolean(),
        cited: z.boolean(),
      }),
    ),
    checks: z.array(
      z.object({
        sentence: z.string(),
        supported: z.boolean(),
        passageId: z.string().optional(),
        reason: z.string(),
      }),
    ),
    /** As whom it was asked; absent: a visitor nobody knows. */
    reader: visitorReaderSchema.optional(),
    /** The approved answer that was said, and the phrasing by which it was found. */
    approved: z
      .object({ id: z.string(), version: z.number().int(), phrasing: z.string(), score: z.number() })
      .optional(),
    model: modelNamedSchema.optional(),
    embedder: z.object({ id: z.string(), sha256: z.string() }).optional(),
    /** The model that had its part in which lines count as the closest; absent where the machine had none. */
    ranker: modelNamedSchema.optional(),
    indexVersion: z.number().int(),
    settingsVersion: z.number().int(),
    prompt: z.object({ tokens: z.number().int(), sha256: z.string() }).optional(),
    generated: z.object({ tokens: z.number().int(), reason: z.string() }).optional(),
    timingsMs: z.record(z.string(), z.number()),
  })
  .meta({ id: 'Passport' });
export type Passport = z.infer<typeof passportSchema>;

/** One earlier message, as the model and the rewriter see it. */
export const historyMessageSchema = z
  .object({ role: z.enum(['user', 'assistant']), content: z.string() })
  .meta({ id: 'HistoryMessage' });
export type HistoryMessage = z.infer<typeof historyMessageSchema>;
