import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FindField } from '../../parts/FindField.tsx';
import { ImportDialog } from '../../parts/ImportDialog.tsx';
import { importTables } from '../../parts/import-tables.ts';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { exportWords, importWords, type OwnWord, wordsQuery } from '../../queries/words.ts';
import { ShippedWords } from './ShippedWords.tsx';
import { TryWords } from './TryWords.tsx';
import { useRefreshWords } from './use-refresh-words.ts';
import { WordForm } from './WordForm.tsx';
import { WordItem } from './WordItem.tsx';

/** What customers call things that the pages call otherwise. */
export function WordsPage() {
  const { botId } = useParams({ from: '/$botId/words' });
  const { question } = useSearch({ from: '/$botId/words' });
  const navigate = useNavigate({ from: '/$botId/words' });
  const words = useQuery(wordsQuery(botId));
  const refresh = useRefreshWords(botId);
  const mayChange = useMay()('documents:change');
  /** The one in the form, `new`, or none. */
  const [edited, setEdited] = useState<OwnWord | 'new' | undefined>(
    question !== undefined && mayChange ? 'new' : undefined,
  );
  const [importing, setImporting] = useState(false);
  const save = useMutation({ mutationFn: async () => saveFile(await exportWords(botId), 'words.csv') });
  return (
    <>
      <PageHead
        title={t('What customers call it')}
        actions={
          <>
            {words.data && words.data.length > 0 && (
              <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
                {t('Save as a table')}
              </Button>
            )}
            {mayChange && (
              <>
                <Button variant="default" onClick={() => setImporting(true)}>
                  {t('Bring in a table')}
                </Button>
                <Button onClick={() => setEdited('new')}>{t('New entry')}</Button>
              </>
            )}
          </>
        }
      >
        {t(
          'Customers say “the Flexi” and your pages say “annual membership”: say so here, and the bot searches for both. It counts with the very next question.',
        )}
      </PageHead>
      {save.isError && <Problem error={save.error} />}
      <ImportDialog
        opened={importing}
        title={t('Bring in what customers call things')}
        accept=".csv,.tsv"
        keepsRest
        onClose={() => setImporting(false)}
        onImport={async (files) => {
          const reports = await importTables(files, (table) => importWords(botId, table));
          await refresh();
          return reports;
        }}
      >
        {t(
          'A table (CSV or TSV) whose first line names the columns: customers say, pages say, and if you like note. Several words of the pages stand in one cell, with commas between them.',
        )}
      </ImportDialog>
      <WordForm
        botId={botId}
        word={edited === 'new' ? undefined : edited}
        question={edited === 'new' ? question : undefined}
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
      />
      <TryWords botId={botId} begun={question ?? ''} />
      <Query result={words}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              title={t('No words of your customers yet')}
              action={
                mayChange && <Button onClick={() => setEdited('new')}>{t('Write the first entry')}</Button>
              }
            >
              {t(
                'Names that only your customers use, old names of your products, words of your region or another language: where your pages call it otherwise, the bot cannot know what is meant.',
              )}
            </EmptyState>
          ) : (
            <FoundWords
              all={all}
              mayChange={mayChange}
              onEdit={setEdited}
              onFind={(find) => void navigate({ search: (known) => ({ ...known, find }), replace: true })}
            />
          )
        }
      </Query>
      <ShippedWords botId={botId} />
    </>
  );
}

type ListProps = {
  all: readonly OwnWord[];
  mayChange: boolean;
  onEdit(word: OwnWord): void;
  onFind(find: string): void;
};

function FoundWords({ all, mayChange, onEdit, onFind }: ListProps) {
  const { find = '' } = useSearch({ from: '/$botId/words' });
  const shown = all.filter((word) => matches(word, find));
  return (
    <>
      <div className="filters">
        <FindField label={t('Search in these words')} value={find} onFind={onFind} />
        <p className="quiet small row-end" role="status">
          {t('{shown} of {count, plural, one {# entry} other {# entries}}', {
            shown: shown.length,
            count: all.length,
          })}
        </p>
      </div>
      {shown.length === 0 ? (
        <EmptyState
          title={t('No entry matches')}
          action={
            <Button variant="default" onClick={() => onFind('')}>
              {t('Show all')}
            </Button>
          }
        >
          {t('Try other words.')}
        </EmptyState>
      ) : (
        <ul className="plain list">
          {shown.map((word) => (
            <WordItem key={word.id} word={word} mayChange={mayChange} onEdit={() => onEdit(word)} />
          ))}
        </ul>
      )}
    </>
  );
}

function matches({ customersSay, pagesSay, note }: OwnWord, find: string): boolean {
  const wanted = find.trim().toLowerCase();
  return wanted === '' || [customersSay, note, ...pagesSay].join('\n').toLowerCase().includes(wanted);
}
