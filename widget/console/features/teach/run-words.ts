import { msg, t } from '../../i18n/t.ts';
import type { Preset, Run } from '../../queries/runs.ts';

export const RUN_STATE_LABEL: Record<Run['state'], string> = {
  waiting: msg('Waiting for its turn'),
  assembling: msg('Gathering the examples'),
  estimating: msg('Measuring this machine'),
  training: msg('Teaching'),
  preferring: msg('Learning from corrections'),
  weighing: msg('Learning from thumbs'),
  merging: msg('Making the version'),
  testing: msg('Comparing on your tests'),
  done: msg('Done'),
  failed: msg('Failed'),
  paused: msg('Paused'),
  cancelled: msg('Cancelled'),
};

export const RUN_STATE_TONE: Record<Run['state'], string> = {
  waiting: 'busy',
  assembling: 'busy',
  estimating: 'busy',
  training: 'busy',
  preferring: 'busy',
  weighing: 'busy',
  merging: 'busy',
  testing: 'busy',
  done: 'good',
  failed: 'bad',
  paused: 'warn',
  cancelled: 'none',
};

/** What a run goes through, in this order. */
export const STAGES = [
  'assembling',
  'estimating',
  'training',
  'preferring',
  'weighing',
  'merging',
  'testing',
] as const;

export type Stage = (typeof STAGES)[number];

const AT_REST: ReadonlySet<Run['state']> = new Set(['done', 'failed', 'paused', 'cancelled']);

export function isActive(state: Run['state']): boolean {
  return !AT_REST.has(state);
}

export const PRESET_WORDS: Record<Preset, { name: string; text: string }> = {
  gentle: {
    name: msg('Gentle'),
    text: msg('Once through the examples, in small steps. For a first try, or a change of tone.'),
  },
  balanced: {
    name: msg('Balanced'),
    text: msg(
      'Twice through the examples; once from about 400 on, where more of the same teaches little. Right for most.',
    ),
  },
  thorough: {
    name: msg('Thorough'),
    text: msg('Once more through the examples than Balanced. Takes longest.'),
  },
};

export function minutesOf(minutes: number): string {
  if (minutes < 1) return t('less than a minute');
  const whole = Math.round(minutes);
  if (whole < 90) return t('{count, plural, one {# minute} other {# minutes}}', { count: whole });
  return t('{count, plural, one {# hour} other {# hours}}', { count: Math.round(minutes / 60) });
}
