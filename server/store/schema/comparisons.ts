import type { Generated } from 'kysely';

export type ComparisonState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** `change`: the tests were asked again because something had changed that answers depend on. */
export type ComparisonCause = 'hand' | 'change';

export type ComparisonTable = {
  /** Order of arrival. Set by the database. */
  sequence: Generated<number>;
  id: string;
  bot_id: string;
  /** Id of the version that wants to be published. */
  candidate: string;
  /** JSON: opponents, split, rules on form. */
  settings: string;
  /** SHA-256 over the questions asked, hex. */
  question_hash: string;
  questions: number;
  /** Questions that everybody has answered. */
  asked: number;
  state: ComparisonState;
  /** Why it failed, in one sentence. */
  reason: string | null;
  /** JSON of `Ground`: the state of the bot it was made on. Null for those of before it was noted. */
  ground: string | null;
  /** JSON of `Verdict`. */
  verdict: string | null;
  /** JSON of `ComparisonReport`, every answer included. */
  report: string | null;
  /** Decides which answer stands left in a blind review. */
  review_seed: string;
  /** Null where it was run without a job. */
  job_id: string | null;
  created_by: string;
  created_at: number;
  ended_at: number | null;
  cause: Generated<ComparisonCause>;
  /** JSON: what had changed, in parts of the ground. Null by hand, and where the tests were asked for the first time. */
  changed: Generated<string | null>;
};

export type JudgementChoice = 'left' | 'right' | 'tie';

/** What a person preferred without knowing who wrote it; `left` and `right` as they were shown. */
export type ComparisonJudgementTable = {
  comparison_id: string;
  opponent: string;
  item_id: string;
  reviewer: string;
  choice: JudgementChoice;
  judged_at: number;
};
