import { Button, Kbd } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { isConflict } from '../../api.ts';
import { t } from '../../i18n/t.ts';
import { LessonFields } from '../../parts/LessonFields.tsx';
import { LessonRecord } from '../../parts/LessonRecord.tsx';
import { LessonState } from '../../parts/LessonState.tsx';
import { draftOfLesson, lessonChangesOf } from '../../parts/lesson-draft.ts';
import { Problem } from '../../parts/Problem.tsx';
import { useShortcuts } from '../../parts/use-shortcuts.ts';
import {
  approveLesson,
  draftsQuery,
  type Lesson,
  retireLesson,
  updateLesson,
} from '../../queries/lessons.ts';
import { preferencesKey } from '../../queries/preferences.ts';
import type { ReviewQueue } from './use-review-queue.ts';

type Props = { lesson: Lesson; queue: ReviewQueue };
type Step = 'approve' | 'retire';

/** The record left, the form right. With Ctrl or Alt, the keyboard does all of it. */
export function ReviewLesson({ lesson, queue }: Props) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOfLesson(lesson));
  const question = useRef<HTMLTextAreaElement>(null);
  const changes = lessonChangesOf(lesson, draft);
  const isChanged = Object.keys(changes).length > 0;
  const decide = useMutation({
    mutationFn: async (step: Step) => {
      const saved = isChanged ? await updateLesson(lesson, changes) : lesson;
      return step === 'approve' ? approveLesson(saved) : retireLesson(saved);
    },
    onSuccess: (decided) => {
      queue.decide(decided);
      void queries.invalidateQueries({ queryKey: preferencesKey(lesson.botId) });
    },
    onError: () => queries.invalidateQueries({ queryKey: draftsQuery(lesson.botId).queryKey }),
  });
  const conflict = isConflict(decide.error);
  const isEmpty = draft.question.trim() === '' || draft.answer.trim() === '';

  useEffect(() => question.current?.focus({ preventScroll: true }), []);
  useShortcuts({
    'ctrl Enter': () => !isEmpty && !decide.isPending && decide.mutate('approve'),
    'alt KeyL': () => !decide.isPending && decide.mutate('retire'),
    'alt KeyN': queue.skip,
    'alt KeyB': () => queue.back?.(),
  });

  return (
    <div className="review">
      <section className="card" aria-labelledby="record-title">
        <div className="row">
          <h2 id="record-title">{t('The record')}</h2>
          <LessonState state={lesson.state} />
        </div>
        <LessonRecord lesson={lesson} />
      </section>
      <section className="card" aria-labelledby="form-title">
        <h2 id="form-title">{t('What the bot will learn')}</h2>
        <div className="stack">
          <LessonFields draft={draft} onChange={setDraft} first={question} />
          {decide.isError && <Problem error={decide.error} />}
          {conflict && (
            <p className="small">
              {t('Somebody else changed or decided it meanwhile. Go on with the next one.')}
            </p>
          )}
          <div className="row review-actions">
            <Button
              disabled={isEmpty}
              loading={decide.isPending && decide.variables === 'approve'}
              onClick={() => decide.mutate('approve')}
            >
              {isChanged ? t('Save and approve') : t('Approve')}
            </Button>
            <Button
              variant="default"
              loading={decide.isPending && decide.variables === 'retire'}
              onClick={() => decide.mutate('retire')}
            >
              {t('Leave out')}
            </Button>
            <Button variant="subtle" onClick={queue.skip}>
              {t('Next')}
            </Button>
            <Button variant="subtle" disabled={!queue.back} onClick={() => queue.back?.()}>
              {t('Back')}
            </Button>
          </div>
          <p className="quiet small shortcuts">
            <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> {t('approve')} · <Kbd>Alt</Kbd> <Kbd>L</Kbd> {t('leave out')} ·{' '}
            <Kbd>Alt</Kbd> <Kbd>N</Kbd> {t('next')} · <Kbd>Alt</Kbd> <Kbd>B</Kbd> {t('back')}
          </p>
        </div>
      </section>
    </div>
  );
}
