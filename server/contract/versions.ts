import { z } from 'zod';
import { adapterImportListSchema } from './adapter-imports.ts';
import { groundPartsSchema } from './test-runs.ts';

/** How an adapter was trained, as `Recipe` of the trainer says it. */
const recipeSchema = z.object({
  rank: z.number(),
  alpha: z.number(),
  modules: z.array(z.string()).readonly().optional(),
  learningRate: z.number(),
  epochs: z.number(),
  batchRows: z.number(),
  warmUpShare: z.number(),
  weightDecay: z.number(),
  clipNorm: z.number(),
  maxTokens: z.number(),
  evaluationsPerEpoch: z.number(),
  patience: z.number(),
  seed: z.number(),
  layers: z.number().optional(),
  objective: z
    .object({ kind: z.string(), beta: z.number().optional(), supervisedShare: z.number().optional() })
    .optional(),
  /** The corrections that were learned after the lessons. */
  preference: z
    .object({
      pairs: z.number(),
      heldOut: z.number(),
      steps: z.number(),
      margin: z.number().nullable(),
      learningRate: z.number(),
      epochs: z.number(),
      objective: z
        .object({ kind: z.string(), beta: z.number().optional(), supervisedShare: z.number().optional() })
        .optional(),
    })
    .optional(),
});

const shortText = z.string().max(500);

/** What the gate found out about a version, and on what. */
const gateVerdictSchema = z
  .object({
    comparisonId: z.string(),
    verdict: z.enum(['better', 'not-better', 'not-enough-tests']),
    /** One sentence each, for staff. */
    reasons: z.array(z.string()).readonly(),
    questions: z.number().int(),
    /** Of the bot's tests: `dev` are those for practice, on which nothing is published without a reason. Null where a file was asked. */
    split: z.enum(['dev', 'heldout']).nullable(),
    madeAt: z.number().nullable(),
    /** What is not as it was when the verdict was made; such a verdict does not let a version be published. */
    changedSince: groundPartsSchema,
  })
  .meta({ id: 'GateVerdict' });

/** A version of a bot: base model, adapter, and where they come from. */
export const versionSchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    state: z.enum(['candidate', 'published-before', 'retired']),
    base: z.object({ id: z.string(), sha256: z.string() }),
    rank: z.number(),
    alpha: z.number(),
    adapterBytes: z.number(),
    /** Over the files that serve; passports name it. */
    sha256: z.string(),
    /** As it was trained; null for what was not trained here. */
    recipe: recipeSchema.nullable(),
    dataSetId: z.string().nullable(),
    runId: z.string().nullable(),
    step: z.number().nullable(),
    heldOutLoss: z.number().nullable(),
    /** What it changes of when the bot answers, in shares (0 to 1) of the questions that lessons answer; null where it decides as the bot does. */
    decision: z
      .object({ questions: z.number(), declinedBefore: z.number(), declinedAfter: z.number() })
      .nullable(),
    author: z.string(),
    retiredReason: z.string().nullable(),
    /** Milliseconds since the epoch. */
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'ModelVersion' });

/** With the newest verdict on it, and what has changed since; null where it was not compared. */
export const judgedVersionSchema = versionSchema
  .extend({ gate: gateVerdictSchema.nullable() })
  .meta({ id: 'JudgedModelVersion' });

/** With what is being brought in, which becomes one. */
export const versionListSchema = adapterImportListSchema.extend({ versions: z.array(judgedVersionSchema) });

/** Markdown; the model card with the front matter of the Hugging Face hub. */
export const versionCardsSchema = z.object({ modelCard: z.string(), dataCard: z.string() });

export const retireVersionSchema = z.strictObject({ reason: shortText.min(1) });

/** What serves, or served, a bot from one moment on. */
export const releaseSchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    /** From 1; the highest serves now. */
    number: z.number().int(),
    /** Null: the base model. */
    versionId: z.string().nullable(),
    /** The earlier release that this one brings back. */
    restores: z.string().nullable(),
    /** In what the bot differs from then, all the same: documents, approved answers and words stay live. */
    notBroughtBack: z
      .object({
        documents: z.object({
          added: z.number().int(),
          changed: z.number().int(),
          removed: z.number().int(),
        }),
        /** Who may be told what a document says; null where it is not known, as in the next two. */
        audiences: z.boolean().nullable(),
        approvedAnswers: z.boolean().nullable(),
        /** What customers call things. */
        words: z.boolean().nullable(),
      })
      .nullable(),
    /** What could be found then. Knowledge stays live: rolling back does not bring it back. */
    knowledge: z.object({
      indexVersion: z.number(),
      documents: z.array(z.object({ name: z.string(), sha256: z.string() })),
    }),
    /** SHA-256, hex, over what the approved answers said. */
    approvedAnswersHash: z.string().nullable(),
    /** The same over what customers called things, and over who might be told what a document says. */
    wordsHash: z.string().nullable(),
    audiencesHash: z.string().nullable(),
    settings: z.looseObject({}),
    settingsVersion: z.number(),
    comparisonId: z.string().nullable(),
    /** What the gate had said when it was published. */
    gate: gateVerdictSchema.nullable(),
    overrideReason: z.string().nullable(),
    note: z.string(),
    actor: z.string(),
    createdAt: z.number(),
  })
  .meta({ id: 'Release' });

/** Newest first. */
export const releaseListSchema = z.object({ releases: z.array(releaseSchema) });

export const publishRequestSchema = z.strictObject({
  versionId: z.string().min(1).max(100),
  note: shortText.optional(),
  /** To publish what the gate did not find better, or not of the bot as it is now. */
  override: z.strictObject({ reason: shortText.min(1) }).optional(),
  /** Number of the release that was seen to serve, 0 for none: refused if it is another by now. */
  expectedRelease: z.number().int().min(0).optional(),
});

export const rollbackRequestSchema = z.strictObject({
  /** Id of the release to bring back; the one before the current one when absent. */
  to: z.string().min(1).max(100).optional(),
  note: shortText.optional(),
});

/** A document by its name; a person by the name at lessons, or, a visitor, by the id of a conversation. */
export const erasureRequestSchema = z.strictObject({
  target: z.strictObject({
    kind: z.enum(['document', 'lesson', 'person']),
    name: z.string().min(1).max(500),
  }),
  /** True: only look. */
  dryRun: z.boolean(),
  /** Delete the document as well; without it, what is taught next learns from it again. */
  deleteDocument: z.boolean().optional(),
});

/** What rests on it, and, unless it was only looked, is retired now. */
export const erasureSchema = z
  .object({
    lessons: z.array(z.object({ id: z.string(), question: z.string() })),
    corrections: z.array(z.string()),
    dataSets: z.array(z.object({ id: z.string(), positions: z.array(z.number()) })),
    versions: z.array(
      z.object({
        id: z.string(),
        state: z.enum(['candidate', 'published-before', 'retired']),
        serves: z.boolean(),
      }),
    ),
    /** Runs that had not ended and learn from it; they end with it. */
    runs: z.array(z.string()),
    /** What is left to do, a sentence each. */
    advice: z.array(z.string()),
  })
  .meta({ id: 'Erasure' });

/** How a model is written: a format, and how its numbers are stored; the first of its types when absent. */
export const modelExportQuerySchema = z.strictObject({
  format: z.enum(['onnx', 'safetensors', 'gguf']),
  type: z.enum(['q8', 'q4', 'fp16', 'bf16', 'fp32']).optional(),
});
