import type { AnswerItem } from '../evaluation/answer-item.ts';
import type { Estimate } from '../evaluation/estimate.ts';
import type { Difference } from '../evaluation/paired-difference.ts';

/**
 * Who is compared. `untuned`: the model as it was before any teaching; `release`: what serves now; `extractive`: the best
 * sentences quoted, without any model.
 */
export const OPPONENTS = ['untuned', 'release', 'extractive'] as const;
export type Opponent = (typeof OPPONENTS)[number];
export type Role = 'candidate' | Opponent;

/** What the admin asks of every answer, besides being right. */
export type FormatRules = {
  maxSentences?: number | undefined;
  /** Never said, compared without case. */
  forbidden?: readonly string[] | undefined;
};

/** An answer with what the rules say of it: null where there are none, or nothing was answered. */
export type ComparedItem = AnswerItem & {
  isInFormat: boolean | null;
  /** Asked only because it must pass: no figure counts it. Absent in reports of before it was told. */
  beside?: boolean;
  /** Equal where the same is asked, see `questionKey`; absent in reports of before it was noted. */
  key?: string;
};

export type AnswererReport = {
  /** More than one where they are the same model, which is asked once. */
  roles: Role[];
  versionId: string | null;
  measures: Record<string, Estimate>;
  /** Milliseconds until the first sentence is shown, search left out. */
  firstSentenceMs: { p50: number; p95: number } | null;
  items: ComparedItem[];
};

export type Check = {
  name: string;
  /** In words: what the gate asks for, and what was found. */
  required: string;
  measured: string;
  /** Null where the tests cannot tell. */
  passed: boolean | null;
  /** False where it is told for information. */
  counts: boolean;
};

export type VerdictName = 'better' | 'not-better' | 'not-enough-tests';

export type Verdict = {
  verdict: VerdictName;
  /** One sentence each, for staff. */
  reasons: string[];
  checks: Check[];
  /** Questions whose figures count; absent in verdicts of before it was told, where all did. */
  counted?: number;
};

/** Candidate minus opponent, measure by measure. */
export type DifferenceReport = { opponent: Opponent; differences: Record<string, Difference> };

export type ComparisonReport = {
  /** The same order everywhere: the candidate first. */
  answerers: AnswererReport[];
  differences: DifferenceReport[];
  questions: number;
  elapsedMs: number;
};
