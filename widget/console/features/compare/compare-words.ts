import { msg, t } from '../../i18n/t.ts';
import { GROUND_LABEL } from '../../parts/ground-words.ts';
import type { ComparisonSummary, Opponent, Verdict } from '../../queries/comparisons.ts';
import type { Gate } from '../../queries/versions.ts';

export const VERDICT_LABEL: Record<Verdict['verdict'], string> = {
  better: msg('Better'),
  'not-better': msg('Not better'),
  'not-enough-tests': msg('Not enough tests to tell'),
};

export const VERDICT_TONE: Record<Verdict['verdict'], string> = {
  better: 'good',
  'not-better': 'bad',
  'not-enough-tests': 'warn',
};

export const COMPARISON_STATE_LABEL: Record<ComparisonSummary['state'], string> = {
  waiting: msg('Waiting'),
  running: msg('Comparing'),
  done: msg('Done'),
  failed: msg('Failed'),
  cancelled: msg('Cancelled'),
};

export const OPPONENT_LABEL: Record<Opponent, string> = {
  release: msg('what serves now'),
  untuned: msg('the untaught model'),
  extractive: msg('quoting alone'),
};

/** Why a verdict may not hold any more. */
export function sayChanged({ changedSince }: Gate): string {
  return t('Changed since: {what}', { what: changedSince.map((part) => t(GROUND_LABEL[part])).join(', ') });
}
