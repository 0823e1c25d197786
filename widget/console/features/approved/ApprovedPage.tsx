import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FindField } from '../../parts/FindField.tsx';
import { ImportDialog } from '../../parts/ImportDialog.tsx';
import { importApprovedFiles } from '../../parts/import-approved-files.ts';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { type ApprovedAnswer, approvedQuery } from '../../queries/approved.ts';
import { ApprovedForm } from './ApprovedForm.tsx';
import { ApprovedItem } from './ApprovedItem.tsx';
import { type ApprovedDraft, EMPTY_APPROVED } from './approved-draft.ts';
import { Suggestions } from './Suggestions.tsx';

/** Fixed answers to fixed questions, which win over the model. */
export function ApprovedPage() {
  const { botId } = useParams({ from: '/$botId/approved' });
  const { find = '', question, paraphrases = '' } = useSearch({ from: '/$botId/approved' });
  const navigate = useNavigate({ from: '/$botId/approved' });
  const queries = useQueryClient();
  const answers = useQuery(approvedQuery(botId));
  /** The one in the form, `new`, or none. */
  const [edited, setEdited] = useState<ApprovedAnswer | 'new' | undefined>(
    question === undefined ? undefined : 'new',
  );
  const [begun, setBegun] = useState<ApprovedDraft>({
    ...EMPTY_APPROVED,
    question: question ?? '',
    paraphrases,
  });
  const [importing, setImporting] = useState(false);
  return (
    <>
      <PageHead
        title={t('Approved answers')}
        actions={
          <>
            <Button variant="default" onClick={() => setImporting(true)}>
              {t('Bring in a CSV')}
            </Button>
            <Button onClick={() => setEdited('new')}>{t('New answer')}</Button>
          </>
        }
      >
        {t(
          'A fixed question with a fixed answer. When a visitor asks it, the bot says the answer word for word, whatever the documents hold. It counts with the very next question.',
        )}
      </PageHead>
      <ImportDialog
        opened={importing}
        title={t('Bring in approved answers')}
        accept=".csv"
        keepsRest
        onClose={() => setImporting(false)}
        onImport={async (files) => {
          const all = await importApprovedFiles(botId, files);
          await queries.invalidateQueries({ queryKey: approvedQuery(botId).queryKey });
          return all;
        }}
      >
        {t(
          'CSV with the columns question and answer, and if you like paraphrases (parted by |), owner, and expires (such as 2026-12-31).',
        )}
      </ImportDialog>
      <ApprovedForm
        botId={botId}
        answer={edited === 'new' ? undefined : edited}
        begun={begun}
        opened={edited !== undefined}
        onClose={() => {
          setEdited(undefined);
          setBegun(EMPTY_APPROVED);
          if (question) void navigate({ search: {}, replace: true });
        }}
      />
      <Suggestions
        botId={botId}
        onApprove={(draft) => {
          setBegun(draft);
          setEdited('new');
        }}
      />
      <Query result={answers}>
        {(all) => {
          if (all.length === 0) {
            return (
              <EmptyState
                title={t('No approved answers yet')}
                action={<Button onClick={() => setEdited('new')}>{t('Write the first answer')}</Button>}
              >
                {t(
                  'Use them where the wording must not vary: prices, legal notes, what to do in an emergency. One answer takes a minute and needs no teaching.',
                )}
              </EmptyState>
            );
          }
          const shown = all.filter((answer) => matches(answer, find));
          return (
            <>
              <div className="filters">
                <FindField
                  label={t('Search in approved answers')}
                  value={find}
                  onFind={(text) => void navigate({ search: { find: text }, replace: true })}
                />
                <p className="quiet small row-end" role="status">
                  {t('{shown} of {count, plural, one {# answer} other {# answers}}', {
                    shown: shown.length,
                    count: all.length,
                  })}
                </p>
              </div>
              {shown.length === 0 ? (
                <EmptyState
                  title={t('No answer matches')}
                  action={
                    <Button
                      variant="default"
                      onClick={() => void navigate({ search: { find: '' }, replace: true })}
                    >
                      {t('Show all')}
                    </Button>
                  }
                >
                  {t('Try other words.')}
                </EmptyState>
              ) : (
                <ul className="plain list">
                  {shown.map((answer) => (
                    <ApprovedItem key={answer.id} answer={answer} onEdit={() => setEdited(answer)} />
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </Query>
    </>
  );
}

function matches({ question, answer, paraphrases, owner }: ApprovedAnswer, find: string): boolean {
  const wanted = find.trim().toLowerCase();
  return wanted === '' || [question, answer, owner, ...paraphrases].join('\n').toLowerCase().includes(wanted);
}
