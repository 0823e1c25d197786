import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { isConflict } from '../../api.ts';
import { t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { LessonFields } from '../../parts/LessonFields.tsx';
import { LessonRecord } from '../../parts/LessonRecord.tsx';
import { LessonState } from '../../parts/LessonState.tsx';
import { draftOfLesson, EMPTY_LESSON, lessonChangesOf, newLessonOf } from '../../parts/lesson-draft.ts';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import {
  approveLesson,
  createLesson,
  type Lesson,
  lessonQuery,
  refreshLessons,
  retireLesson,
  updateLesson,
} from '../../queries/lessons.ts';
import './lessons.css';

/** One lesson, to read and to change. */
export function LessonPage() {
  const { botId, lessonId } = useParams({ from: '/$botId/lessons/$lessonId' });
  const lesson = useQuery(lessonQuery(botId, lessonId));
  return (
    <>
      <BackToLessons botId={botId} />
      <PageHead title={t('Lesson')}>
        {lesson.data && t('Changed {time}', { time: formatTime(lesson.data.updatedAt) })}
      </PageHead>
      <Query result={lesson}>
        {(data) =>
          data.erasedAt === undefined ? (
            <EditLesson key={`${data.id} ${data.version}`} lesson={data} />
          ) : (
            <p className="card">
              {t(
                'This lesson was erased on {time}; its words are gone. Write a new one where it is needed.',
                {
                  time: formatTime(data.erasedAt),
                },
              )}
            </p>
          )
        }
      </Query>
    </>
  );
}

/** A lesson that is not there yet. */
export function NewLessonPage() {
  const { botId } = useParams({ from: '/$botId/lessons/new' });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const begun = useSearch({ from: '/$botId/lessons/new' });
  const [draft, setDraft] = useState({ ...EMPTY_LESSON, ...begun });
  const [written, setWritten] = useState(0);
  const create = useMutation({
    mutationFn: (_another: boolean) => createLesson(botId, newLessonOf(draft)),
    onSuccess: async (_lesson, another) => {
      await refreshLessons(queries, botId);
      if (!another) return navigate({ to: '/$botId/lessons', params: { botId } });
      setDraft({ ...EMPTY_LESSON, kind: draft.kind, licence: draft.licence });
      setWritten((count) => count + 1);
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate(false);
  }

  const isEmpty = draft.question.trim() === '' || draft.answer.trim() === '';
  return (
    <>
      <BackToLessons botId={botId} />
      <PageHead title={t('Write a lesson')}>
        {t('It is a draft until somebody with the right to approve has read it.')}
      </PageHead>
      <form className="card stack" onSubmit={submit}>
        <LessonFields key={written} draft={draft} onChange={setDraft} />
        {create.isError && <Problem error={create.error} />}
        <div className="row">
          <Button type="submit" disabled={isEmpty} loading={create.isPending && !create.variables}>
            {t('Save as a draft')}
          </Button>
          <Button
            variant="default"
            disabled={isEmpty}
            loading={create.isPending && create.variables}
            onClick={() => create.mutate(true)}
          >
            {t('Save and write another')}
          </Button>
          <span role="status" className="done-note small">
            {written > 0 && t('{count, plural, one {# lesson} other {# lessons}} saved.', { count: written })}
          </span>
        </div>
      </form>
    </>
  );
}

function BackToLessons({ botId }: { botId: string }) {
  return (
    <Link className="back" to="/$botId/lessons" params={{ botId }}>
      <Icon name="back" size={16} /> {t('Lessons')}
    </Link>
  );
}

type Step = 'save' | 'approve' | 'retire';

function EditLesson({ lesson }: { lesson: Lesson }) {
  const { botId, id } = lesson;
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOfLesson(lesson));
  const changes = lessonChangesOf(lesson, draft);
  const isChanged = Object.keys(changes).length > 0;
  const change = useMutation({
    mutationFn: async (step: Step) => {
      if (step === 'retire') return retireLesson(lesson);
      const saved = isChanged ? await updateLesson(lesson, changes) : lesson;
      return step === 'approve' ? approveLesson(saved) : saved;
    },
    onSuccess: async (saved) => {
      queries.setQueryData(lessonQuery(botId, id).queryKey, saved);
      await refreshLessons(queries, botId);
    },
  });
  const conflict = isConflict(change.error);
  const busy = (step: Step) => change.isPending && change.variables === step;
  return (
    <div className="lesson-columns">
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate('save');
        }}
      >
        <LessonFields draft={draft} onChange={setDraft} />
        {isChanged && lesson.state === 'approved' && (
          <p className="notice small">
            {t('Once saved, it is a draft again and has to be approved before it is taught.')}
          </p>
        )}
        {change.isError && <Problem error={change.error} />}
        <div className="row">
          <Button type="submit" disabled={!isChanged} loading={busy('save')}>
            {t('Save')}
          </Button>
          {(lesson.state !== 'approved' || isChanged) && (
            <Button variant="default" loading={busy('approve')} onClick={() => change.mutate('approve')}>
              {isChanged ? t('Save and approve') : t('Approve')}
            </Button>
          )}
          {lesson.state !== 'retired' && (
            <Button variant="subtle" loading={busy('retire')} onClick={() => change.mutate('retire')}>
              {t('Retire')}
            </Button>
          )}
          {conflict && (
            <Button
              variant="default"
              onClick={() => void queries.invalidateQueries({ queryKey: lessonQuery(botId, id).queryKey })}
            >
              {t('Load the newer lesson')}
            </Button>
          )}
        </div>
      </form>
      <aside className="card" aria-label={t('About this lesson')}>
        <LessonState state={lesson.state} />
        <LessonRecord lesson={lesson} />
      </aside>
    </div>
  );
}
