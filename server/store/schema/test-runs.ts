import type { ComparisonCause } from './comparisons.ts';

/** How the tests went in a comparison that came to an end: what pages read, in place of the report. */
export type TestRunTable = {
  comparison_id: string;
  bot_id: string;
  /** The comparison's. */
  sequence: number;
  candidate: string;
  cause: ComparisonCause;
  /** JSON: what had changed, in parts of the ground. Null by hand. */
  changed: string | null;
  /** 0: a file's questions were asked, whose outcomes are not kept. */
  own: 0 | 1;
  asked: number;
  passed: number;
  /** JSON: tests that were right before a change and are wrong now. Null by hand. */
  worse: string | null;
  ended_at: number | null;
};

export type TestOutcomeTable = {
  comparison_id: string;
  /** The test's. */
  name: string;
  position: number;
  passed: 0 | 1;
  /** Empty once it was erased. */
  answer: string;
};
