import { z } from 'zod';
import { errorCodeSchema } from './errors.ts';

/** How hard a bot is taught; the numbers behind each stand in `server/tuning/runs/presets.ts`. */
export const PRESETS = ['gentle', 'balanced', 'thorough'] as const;
export const presetSchema = z.enum(PRESETS);
export type Preset = z.infer<typeof presetSchema>;

/**
 * Whether corrections, or thumbs, are learned after the lessons: where there are enough of them, never, or as a condition of the run.
 */
export const PREFERENCE_WISHES = ['auto', 'skip', 'require'] as const;
export const preferenceWishSchema = z.enum(PREFERENCE_WISHES);
export type PreferenceWish = z.infer<typeof preferenceWishSchema>;

/** Most that may be replayed, as a share of all rows. */
export const MAX_REPLAY = 0.3;

/** What a person may choose of a teach run; what is absent follows from the preset and the data. */
export const runSettingsSchema = z.strictObject({
  preset: presetSchema.optional(),
  epochs: z.number().int().min(1).max(20).optional(),
  rank: z.number().int().min(1).max(64).optional(),
  learningRate: z.number().positive().max(0.1).optional(),
  seed: z.number().int().min(0).max(2_147_483_647).optional(),
  /** Training is cut to fit into this. */
  maxMinutes: z.number().positive().max(1440).optional(),
  /** False: the version is made, but not compared with what serves. */
  test: z.boolean().optional(),
  /** Corrections as preferences; `auto` when absent. */
  preferences: preferenceWishSchema.optional(),
  /** Visitors' thumbs and staff's marks; `skip` when absent. Who may approve lessons may ask for them. */
  thumbs: preferenceWishSchema.optional(),
  /** Whether it practises on invented organisations as well; true when absent. */
  exercises: z.boolean().optional(),
  /** Share of rows with what the untuned model says to general requests, against forgetting; 0 when absent. */
  replay: z.number().min(0).max(MAX_REPLAY).optional(),
});
export type RunSettingsBody = z.infer<typeof runSettingsSchema>;

export const runStateSchema = z.enum([
  'waiting',
  'assembling',
  'estimating',
  'training',
  'preferring',
  'weighing',
  'merging',
  'testing',
  'done',
  'failed',
  'paused',
  'cancelled',
]);

/** Time is of the training alone; merging takes about a minute and testing some more. */
export const runEstimateSchema = z
  .object({
    /** Rows learned from, and rows held out to see when to stop. */
    rows: z.number().int(),
    heldOutRows: z.number().int(),
    /** Of the rows learned from, those about invented organisations; absent in estimates made before they were told apart. */
    exerciseRows: z.number().int().optional(),
    epochs: z.number().int(),
    /** Of all rows, as often as they are read. */
    tokens: z.number().int(),
    tokensPerSecond: z.number(),
    minutes: z.number(),
    memoryBytes: z.number(),
    diskBytes: z.number(),
  })
  .meta({ id: 'RunEstimate' });
export type RunEstimateBody = z.infer<typeof runEstimateSchema>;

const runProgressSchema = z.object({
  step: z.number().int(),
  steps: z.number().int(),
  loss: z.number().nullable(),
  heldOutLoss: z.number().nullable(),
  /** While corrections or thumbs are learned: by how much more than before the better answers are preferred, log-probability. */
  margin: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
  /** Seconds until the end of the stage; null while unknown. */
  etaSeconds: z.number().nullable(),
});

/** Null until it is over. */
const stepOutcomeSchema = z
  .object({
    steps: z.number().int(),
    /** On those kept aside. */
    margin: z.number().nullable(),
    /** False: it did not carry over, and is left out. */
    isKept: z.boolean(),
  })
  .nullable();

const runPreferenceSchema = z.object({
  /** Learned from, and kept aside. */
  pairs: z.number().int(),
  heldOut: z.number().int(),
  outcome: stepOutcomeSchema,
});

const runThumbsSchema = z.object({
  /** Learned from, and kept aside. */
  up: z.number().int(),
  down: z.number().int(),
  heldOut: z.number().int(),
  outcome: stepOutcomeSchema,
});

/** Mean loss by token of what the untuned model says to general requests, on rows kept aside. */
const runForgettingSchema = z.object({
  rows: z.number().int(),
  /** Of the untuned model, and of what the run made of it. */
  before: z.number(),
  after: z.number(),
});

export const runSchema = z
  .object({
    id: z.string(),
    botId: z.string(),
    state: runStateSchema,
    /** It was asked to pause and has not yet come to the end of its step. */
    isPausing: z.boolean(),
    settings: runSettingsSchema,
    baseModel: z.string(),
    dataSetId: z.string().nullable(),
    versionId: z.string().nullable(),
    comparisonId: z.string().nullable(),
    estimate: runEstimateSchema.nullable(),
    /** The corrections that it learns after its lessons; null for none. */
    preference: runPreferenceSchema.nullable(),
    /** The judged replies that it learns last; null for none. */
    thumbs: runThumbsSchema.nullable(),
    /** Null where nothing was replayed, and until it is known. */
    forgetting: runForgettingSchema.nullable(),
    progress: runProgressSchema.nullable(),
    /** What a person should know, for instance that epochs were cut. */
    notes: z.array(z.string()),
    /** Why it failed: a code for machines, one sentence for people. */
    error: z.object({ code: errorCodeSchema, message: z.string() }).nullable(),
    createdBy: z.string(),
    /** Milliseconds since the epoch. */
    createdAt: z.number(),
    updatedAt: z.number(),
    endedAt: z.number().nullable(),
  })
  .meta({ id: 'TeachRun' });
export type RunBody = z.infer<typeof runSchema>;

export const runListSchema = z.object({ runs: z.array(runSchema) });

const runPointSchema = z.object({
  step: z.number().int(),
  /** What was learned; losses of one part are of another kind than those of another. */
  part: z.enum(['lessons', 'corrections', 'thumbs']),
  loss: z.number().nullable(),
  heldOutLoss: z.number().nullable(),
  learningRate: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
  /** Null while lessons are learned. */
  margin: z.number().nullable(),
});
export type RunPointBody = z.infer<typeof runPointSchema>;

export const runDetailSchema = runSchema
  .extend({
    /** The curve, by step. */
    points: z.array(runPointSchema),
  })
  .meta({ id: 'TeachRunDetail' });
export type RunDetailBody = z.infer<typeof runDetailSchema>;

/** Lines of the stream of a run (SSE); it ends when the run does, or rests. */
export const runEventSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('run-progressed'), run: runSchema }),
    z.object({ type: z.literal('points-added'), points: z.array(runPointSchema) }),
    z.object({ type: z.literal('error'), code: errorCodeSchema, message: z.string() }),
  ])
  .meta({ id: 'TeachRunEvent' });
export type RunEventBody = z.infer<typeof runEventSchema>;

/** What a run would take, before one is started. */
export const runForecastSchema = z
  .object({
    estimate: runEstimateSchema,
    notes: z.array(z.string()),
  })
  .meta({ id: 'RunForecast' });
export type RunForecast = z.infer<typeof runForecastSchema>;
