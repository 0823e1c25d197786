import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { msg, t } from '../../i18n/t.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FindField } from '../../parts/FindField.tsx';
import { ImportDialog } from '../../parts/ImportDialog.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { ShowMore } from '../../parts/ShowMore.tsx';
import { saveFile } from '../../parts/save-file.ts';
import {
  exportTests,
  getTest,
  importTests,
  type TestQuestion,
  type TestSet,
  testChangesQuery,
  testResultsQuery,
  testsKey,
  testsQuery,
} from '../../queries/tests.ts';
import { Changes } from './Changes.tsx';
import { LastResults } from './LastResults.tsx';
import { TestForm } from './TestForm.tsx';
import { TestItem } from './TestItem.tsx';
import { Trends } from './Trends.tsx';

const SET_LABEL: Record<TestSet, string> = {
  heldout: msg('Final'),
  dev: msg('Practice'),
  'must-pass': msg('Must pass'),
};
const RESULT_LABEL = { passed: msg('Passed'), failed: msg('Failed'), open: msg('Not asked yet') } as const;

function isSet(value: string): value is TestSet {
  return Object.hasOwn(SET_LABEL, value);
}

/** Questions the bot is measured with, and how it did. */
export function TestsPage() {
  const { botId } = useParams({ from: '/$botId/tests' });
  const { find = '', state: set = '', result = '', question, test } = useSearch({ from: '/$botId/tests' });
  const navigate = useNavigate({ from: '/$botId/tests' });
  const queries = useQueryClient();
  const found = useInfiniteQuery(
    testsQuery(botId, { ...(isSet(set) && { set }), ...(find.trim() !== '' && { text: find }) }),
  );
  const results = useQuery(testResultsQuery(botId));
  const changes = useQuery(testChangesQuery(botId));
  const [edited, setEdited] = useState<TestQuestion | string | undefined>(question);
  const [importing, setImporting] = useState(false);
  const save = useMutation({
    mutationFn: async () => saveFile(await exportTests(botId), 'questions.jsonl'),
  });
  const openTest = useMutation({
    mutationFn: (testId: string) => getTest(botId, testId),
    onSuccess: setEdited,
  });
  const openNamed = openTest.mutate;
  useEffect(() => {
    if (test !== undefined) openNamed(test);
  }, [test, openNamed]);
  const lastAt = changes.data?.lastAt ?? undefined;
  const missedAt = results.data?.trends.runs.every(({ endedAt }) => endedAt !== lastAt) ? lastAt : undefined;
  useEffect(() => {
    if (missedAt === undefined) return;
    void queries.invalidateQueries({ queryKey: testResultsQuery(botId).queryKey });
  }, [queries, botId, missedAt]);
  const passed = new Map(results.data?.results.map((item) => [item.name, item]));
  const outcomes = new Map(results.data?.trends.tests.map((item) => [item.name, item.outcomes]));
  const tests = found.data?.pages.flatMap((page) => page.tests);
  const total = found.data?.pages[0]?.total ?? 0;
  const isFiltered = find !== '' || set !== '';
  const hasTests = total > 0 || isFiltered;
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = found;
  useEffect(() => {
    if (result !== '' && hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [result, hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const shown = tests?.filter(({ name }) => {
    const outcome = passed.get(name);
    if (result === 'open') return outcome === undefined;
    return result === '' || outcome?.passed === (result === 'passed');
  });

  function filter(change: { find?: string; state?: string; result?: string }): void {
    void navigate({ search: (known) => ({ ...known, ...change }), replace: true });
  }

  return (
    <>
      <PageHead
        title={t('Tests')}
        actions={
          <>
            <Button variant="default" onClick={() => setImporting(true)}>
              {t('Bring in files')}
            </Button>
            <Button onClick={() => setEdited('')}>{t('New test')}</Button>
          </>
        }
      >
        {t(
          'Questions that measure the bot. The model is never taught from them. Final ones decide whether a new version may be published; practice ones you may look at while you teach, and when the bot answers may be fitted to them.',
        )}
      </PageHead>
      <ImportDialog
        opened={importing}
        title={t('Bring in tests')}
        accept=".csv,.jsonl"
        onClose={() => setImporting(false)}
        onImport={async (files, { skipInvalid }) => {
          const report = await importTests(botId, files, skipInvalid);
          await queries.invalidateQueries({ queryKey: testsKey(botId) });
          return report.files;
        }}
      >
        {t(
          'CSV or JSONL with a question a row, and if you like reference, must_include, gold_ids, answerable, must_pass and split (heldout or dev).',
        )}
      </ImportDialog>
      <TestForm
        botId={botId}
        edited={edited}
        onClose={() => {
          setEdited(undefined);
          if (question !== undefined || test !== undefined) void navigate({ search: {}, replace: true });
        }}
      />
      {results.data && hasTests && <LastResults botId={botId} results={results.data} />}
      {changes.data && hasTests && (
        <Changes botId={botId} changes={changes.data} onOpen={(testId) => openTest.mutate(testId)} />
      )}
      {openTest.isError && <Problem error={openTest.error} />}
      {results.data && <Trends botId={botId} trends={results.data.trends} />}
      {(hasTests || found.isPending) && (
        <div className="filters">
          <FindField
            label={t('Search in tests')}
            value={find}
            maxLength={200}
            onFind={(text) => filter({ find: text })}
          />
          <NativeSelect
            label={t('Set')}
            value={set}
            data={[
              { value: '', label: t('All') },
              ...Object.entries(SET_LABEL).map(([value, label]) => ({ value, label: t(label) })),
            ]}
            onChange={(event) => filter({ state: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('Last result')}
            value={result}
            data={[
              { value: '', label: t('All') },
              ...Object.entries(RESULT_LABEL).map(([value, label]) => ({ value, label: t(label) })),
            ]}
            onChange={(event) => filter({ result: event.currentTarget.value })}
          />
          <p className="quiet small row-end" role="status">
            {t('{shown} of {count, plural, one {# test} other {# tests}}', {
              shown: shown?.length ?? 0,
              count: total,
            })}
          </p>
        </div>
      )}
      {found.isError && <Problem error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {shown?.length === 0 &&
        (hasTests ? (
          <EmptyState
            title={t('No test matches')}
            action={
              <Button variant="default" onClick={() => filter({ find: '', state: '', result: '' })}>
                {t('Show all')}
              </Button>
            }
          >
            {t('Try other words, another set or another result.')}
          </EmptyState>
        ) : (
          <EmptyState
            title={t('No tests yet')}
            action={<Button onClick={() => setEdited('')}>{t('Write the first test')}</Button>}
          >
            {t(
              'Without tests nobody can tell whether teaching helped. Begin with twenty questions that visitors really ask, with the facts a right answer holds. Before a version may be published, the gate wants thirty final ones that your documents answer and ten that they do not.',
            )}
          </EmptyState>
        ))}
      {shown && shown.length > 0 && (
        <ul className="plain list">
          {shown.map((test) => (
            <TestItem
              key={test.id}
              test={test}
              result={passed.get(test.name)}
              outcomes={outcomes.get(test.name)}
              onEdit={() => setEdited(test)}
            />
          ))}
        </ul>
      )}
      <div className="row">
        <ShowMore result={found} />
        {total > 0 && (
          <span className="row-end">
            <Button variant="default" size="sm" loading={save.isPending} onClick={() => save.mutate()}>
              {t('Save as a file')}
            </Button>
          </span>
        )}
        {save.isError && <Problem error={save.error} />}
      </div>
    </>
  );
}
