import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FindAndState } from '../../parts/FindAndState.tsx';
import { ImportDialog } from '../../parts/ImportDialog.tsx';
import { LessonFindings } from '../../parts/LessonFindings.tsx';
import { isLessonState } from '../../parts/LessonState.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { ShowMore } from '../../parts/ShowMore.tsx';
import { importLessons, lessonsKey, lessonsQuery } from '../../queries/lessons.ts';
import { ExportLessons } from './ExportLessons.tsx';
import { LessonItem } from './LessonItem.tsx';
import { LessonTabs } from './LessonTabs.tsx';

/** What the bot is taught: questions with the ideal answer. */
export function LessonsPage() {
  const { botId } = useParams({ from: '/$botId/lessons' });
  const { find = '', state = '' } = useSearch({ from: '/$botId/lessons' });
  const navigate = useNavigate({ from: '/$botId/lessons' });
  const queries = useQueryClient();
  const [importing, setImporting] = useState(false);
  const filter = {
    ...(isLessonState(state) ? { state } : {}),
    ...(find.trim() === '' ? {} : { text: find }),
  };
  const result = useInfiniteQuery(lessonsQuery(botId, filter));
  const lessons = result.data?.pages.flatMap((page) => page.lessons);
  const total = result.data?.pages[0]?.total ?? 0;
  const isFiltered = find !== '' || state !== '';
  return (
    <>
      <PageHead
        title={t('Lessons')}
        actions={
          <>
            <Button variant="default" onClick={() => setImporting(true)}>
              {t('Bring in files')}
            </Button>
            <LinkButton to="/$botId/lessons/new" params={{ botId }}>
              {t('Write a lesson')}
            </LinkButton>
          </>
        }
      >
        {t(
          'A lesson is a question with the answer you would give. Lessons teach tone, length and when to say no; facts belong into Knowledge, where they can be changed at once.',
        )}
      </PageHead>
      <LessonTabs botId={botId} />
      <ImportDialog
        opened={importing}
        title={t('Bring in lessons')}
        accept=".csv,.jsonl,.yaml,.yml,.zip"
        option={t('Approve them at once (needs the right to approve)')}
        onClose={() => setImporting(false)}
        onImport={async (files, { skipInvalid, option }) => {
          const report = await importLessons(botId, files, { skipInvalid, approve: option });
          await queries.invalidateQueries({ queryKey: lessonsKey(botId) });
          return report.files;
        }}
      >
        {t(
          'CSV with the columns question and answer, chat JSONL as OpenAI has it, qna.yaml of InstructLab, or a zip of them. Bringing in the same again changes nothing.',
        )}
      </ImportDialog>
      <LessonFindings botId={botId} />
      {(total > 0 || isFiltered) && (
        <FindAndState
          label={t('Search in lessons')}
          chosen={{ find, state }}
          count={t('{count, plural, one {# lesson} other {# lessons}}', { count: total })}
          onChange={(change) =>
            void navigate({ params: { botId }, search: (known) => ({ ...known, ...change }), replace: true })
          }
        />
      )}
      {result.isError && <Problem error={result.error} onRetry={() => void result.refetch()} />}
      {result.isPending && <Loading />}
      {lessons?.length === 0 &&
        (isFiltered ? (
          <EmptyState
            title={t('No lesson matches')}
            action={
              <LinkButton variant="default" to="/$botId/lessons" params={{ botId }}>
                {t('Show all')}
              </LinkButton>
            }
          >
            {t('Try other words or another state.')}
          </EmptyState>
        ) : (
          <EmptyState
            title={t('No lessons yet')}
            action={
              <LinkButton to="/$botId/lessons/new" params={{ botId }}>
                {t('Write the first lesson')}
              </LinkButton>
            }
          >
            {t(
              'Take a question that visitors ask and write the answer a good colleague would give. About a hundred lessons change how the bot sounds; with thirty you can begin.',
            )}
          </EmptyState>
        ))}
      {lessons && lessons.length > 0 && (
        <ul className="plain list">
          {lessons.map((lesson) => (
            <LessonItem key={lesson.id} lesson={lesson} />
          ))}
        </ul>
      )}
      <div className="row">
        <ShowMore result={result} />
        {total > 0 && <ExportLessons botId={botId} />}
      </div>
    </>
  );
}
