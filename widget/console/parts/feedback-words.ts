import type { Feedback } from '../../../server/contract/index.ts';
import { msg } from '../i18n/t.ts';

export const VERDICT_LABEL: Record<Feedback['verdict'], string> = {
  up: msg('Thumb up'),
  down: msg('Thumb down'),
};

export const REASON_LABEL: Record<NonNullable<Feedback['reason']>, string> = {
  wrong: msg('it is wrong'),
  incomplete: msg('something is missing'),
  'not-my-question': msg('not what was asked'),
  unclear: msg('hard to understand'),
  other: msg('another reason'),
};
