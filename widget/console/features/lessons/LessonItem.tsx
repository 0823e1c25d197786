import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { useActorName } from '../../parts/actor-name.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { formatTime } from '../../parts/format.ts';
import { LessonState } from '../../parts/LessonState.tsx';
import { LESSON_SOURCE_LABEL } from '../../parts/lesson-words.ts';
import { Problem } from '../../parts/Problem.tsx';
import {
  approveLesson,
  deleteLesson,
  type Lesson,
  refreshLessons,
  retireLesson,
} from '../../queries/lessons.ts';

/** A lesson in the list. Retiring is undone by approving again, so only deleting asks. */
export function LessonItem({ lesson }: { lesson: Lesson }) {
  const actorName = useActorName();
  const { botId, answer, author, source, state, updatedAt, erasedAt } = lesson;
  const question = erasedAt === undefined ? lesson.question : t('A lesson that was erased');
  const queries = useQueryClient();
  const refresh = () => refreshLessons(queries, botId);
  const change = useMutation({
    mutationFn: () => (state === 'approved' ? retireLesson(lesson) : approveLesson(lesson)),
    onSettled: refresh,
  });
  return (
    <li>
      <div>
        <Link to="/$botId/lessons/$lessonId" params={{ botId, lessonId: lesson.id }}>
          {question}
        </Link>
        <p className="small clamp">{answer}</p>
        <p className="quiet small">
          {t(LESSON_SOURCE_LABEL[source])} · {actorName(author)} · {formatTime(updatedAt)}
        </p>
      </div>
      <div className="list-actions">
        <LessonState state={state} />
        {erasedAt === undefined && (
          <Button
            variant="subtle"
            size="xs"
            loading={change.isPending}
            aria-label={
              state === 'approved'
                ? t('Retire “{question}”', { question })
                : t('Approve “{question}”', { question })
            }
            onClick={() => change.mutate()}
          >
            {state === 'approved' ? t('Retire') : t('Approve')}
          </Button>
        )}
        <ConfirmButton
          label={t('Delete')}
          name={t('Delete “{question}”', { question })}
          title={t('Delete this lesson?')}
          confirm={t('Delete')}
          onConfirm={async () => {
            await deleteLesson(lesson);
            await refresh();
          }}
        >
          {t(
            '“{question}” will be gone. What was taught from it before stays in that version. To keep it without teaching it, retire it instead.',
            { question },
          )}
        </ConfirmButton>
      </div>
      {change.isError && <Problem error={change.error} />}
    </li>
  );
}
