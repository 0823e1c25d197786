import { z } from 'zod';

/** What may have changed since tests were asked; `unknown` where it was not noted what their outcome rests on. */
const GROUND_PARTS = [
  'documents',
  'approved-answers',
  'words',
  'settings',
  'tests',
  'release',
  'reading',
  'unknown',
] as const;
export const groundPartsSchema = z.array(z.enum(GROUND_PARTS)).readonly();
export type GroundPart = z.infer<typeof groundPartsSchema>[number];

const testRunFields = {
  /** The comparison's. */
  id: z.string(),
  candidate: z.string(),
  /** `change`: the tests were asked again by themselves, because something had changed. */
  cause: z.enum(['hand', 'change']),
  /** What had changed; nothing by hand, and where they were asked for the first time. */
  changed: groundPartsSchema,
  endedAt: z.number().nullable(),
};

/** How the tests went when they were asked last; those that were not asked are missing. */
export const testResultsSchema = z
  .object({
    comparison: z.object(testRunFields).nullable(),
    results: z.array(
      z.object({
        /** The test's. */
        name: z.string(),
        passed: z.boolean(),
        answer: z.string(),
      }),
    ),
  })
  .meta({ id: 'TestResults' });
export type TestResults = z.infer<typeof testResultsSchema>;

/** How the tests went in the last comparisons on them, oldest first. */
export const testTrendsSchema = z
  .object({
    runs: z.array(z.object({ ...testRunFields, asked: z.number().int(), passed: z.number().int() })),
    /** `outcomes` are in the order of the runs; null where a test was not asked. */
    tests: z.array(z.object({ name: z.string(), outcomes: z.array(z.boolean().nullable()) })),
  })
  .meta({ id: 'TestTrends' });
export type TestTrends = z.infer<typeof testTrendsSchema>;

/** How the tests went last, and time after time. */
export const testStandingSchema = testResultsSchema
  .extend({ trends: testTrendsSchema })
  .meta({ id: 'TestStanding' });

/** Tests that were right before a change and are wrong now, and how far they have been asked again. */
export const testChangesSchema = z
  .object({
    /** Whether they are asked again by themselves. */
    on: z.boolean(),
    /** `waiting`: something has changed that was not asked about yet. */
    state: z.enum(['settled', 'waiting', 'asking']),
    /** Of `questions`, while they are asked. */
    asked: z.number().int(),
    questions: z.number().int(),
    lastAt: z.number().nullable(),
    /** Why they could not be asked when that was tried last, in one sentence; null where they could. */
    failed: z.object({ at: z.number(), reason: z.string() }).nullable(),
    /** Tests beyond `atMost`, which are asked by a comparison alone. */
    unasked: z.number().int(),
    atMost: z.number().int(),
    /** By the change that they are wrong since, the latest first. */
    worse: z.array(
      z.object({
        comparisonId: z.string(),
        changed: groundPartsSchema,
        endedAt: z.number().nullable(),
        questions: z.array(
          z.object({
            testId: z.string(),
            name: z.string(),
            question: z.string(),
            mustPass: z.boolean(),
            /** What was said; null where it was erased or is not kept any more. */
            before: z.string().nullable(),
            now: z.string().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'TestChanges' });
export type TestChanges = z.infer<typeof testChangesSchema>;
