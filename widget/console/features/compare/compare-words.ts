import { msg, t } from '../../i18n/t.ts';
import { GROUND_LABEL } from '../../parts/ground-words.ts';
import type { ComparisonSummary, Opponent, Verdict } from '../../queries/comparisons.ts';
import type { Gate } from '../../queries/versions.ts';

const VERDICT_LABEL: Record<Verdict['verdict'], string> = {
  better: msg('Better'),
  'not-better': msg('Not better'),
  'not-enough-tests': msg('Not enough tests to tell'),
};

export type Judged = {
  verdict: Verdict['verdict'];
  /** Of the bot's tests; null for a file's questions. */
  split: ComparisonSummary['settings']['split'];
};

/** What was found, never without saying so where it was found on practice tests. */
export function sayVerdict({ verdict, split }: Judged): string {
  const found = t(VERDICT_LABEL[verdict]);
  return split === 'dev' ? t('{verdict}, on practice tests only', { verdict: found }) : found;
}

/** Which tests a verdict stands on. */
export function sayTests({ split, questions: count }: Pick<Gate, 'split' | 'questions'>): string {
  if (split === 'heldout')
    return t('on {count, plural, one {# final test} other {# final tests}}', { count });
  if (split === 'dev')
    return t('on {count, plural, one {# practice test} other {# practice tests}}', { count });
  return t('on {count, plural, one {# question} other {# questions}} of a file', { count });
}

/** Whether a verdict lets a version be published without a reason, as the server has it. */
export function passesGate(gate: Gate | null): boolean {
  return gate?.verdict === 'better' && gate.split !== 'dev' && gate.changedSince.length === 0;
}

export const COMPARISON_STATE_LABEL: Record<ComparisonSummary['state'], string> = {
  waiting: msg('Waiting'),
  running: msg('Comparing'),
  done: msg('Done'),
  failed: msg('Failed'),
  cancelled: msg('Cancelled'),
};

export const OPPONENT_LABEL: Record<Opponent, string> = {
  release: msg('what answers now'),
  untuned: msg('the untaught model'),
  extractive: msg('quoting alone'),
};

/** Why a verdict may not hold any more. */
export function sayChanged({ changedSince }: Gate): string {
  return t('Changed since: {what}', { what: changedSince.map((part) => t(GROUND_LABEL[part])).join(', ') });
}
