import { msg, t } from '../i18n/t.ts';
import type { LessonState as State } from '../queries/lessons.ts';

export const LESSON_STATE_LABEL: Record<State, string> = {
  draft: msg('Draft'),
  approved: msg('Approved'),
  retired: msg('Retired'),
};

export function isLessonState(value: string): value is State {
  return value in LESSON_STATE_LABEL;
}

const TONE: Record<State, string> = { draft: 'busy', approved: 'good', retired: 'none' };

export function LessonState({ state }: { state: State }) {
  return (
    <span className="state" data-tone={TONE[state]}>
      {t(LESSON_STATE_LABEL[state])}
    </span>
  );
}
