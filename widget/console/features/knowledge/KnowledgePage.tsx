import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Document } from '../../../../server/contract/index.ts';
import { useMay } from '../../me.tsx';
import { AudienceFields, audienceOf, FOR_EVERYONE } from '../../parts/AudienceFields.tsx';
import { STATE_LABEL, shownState } from '../../parts/DocumentState.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FindField } from '../../parts/FindField.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { DropArea } from '../../parts/uploads/DropArea.tsx';
import { PasteText } from '../../parts/uploads/PasteText.tsx';
import { UploadList } from '../../parts/uploads/UploadList.tsx';
import { useUploads } from '../../parts/uploads/uploads.ts';
import { sitesQuery } from '../../queries/crawls.ts';
import { citationsQuery, documentsQuery } from '../../queries.ts';
import { DocumentItem } from './DocumentItem.tsx';
import { ImportQuestions } from './ImportQuestions.tsx';
import { SiteDialog } from './sites/SiteDialog.tsx';
import { SitesSection } from './sites/SitesSection.tsx';
import './knowledge.css';
import { t } from '../../i18n/t.ts';

/** Documents in, and how each is doing. */
export function KnowledgePage() {
  const { botId } = useParams({ from: '/$botId/knowledge' });
  const documents = useQuery(documentsQuery(botId));
  const sites = useQuery(sitesQuery(botId));
  const citations = useQuery(citationsQuery(botId));
  const uploads = useUploads(botId);
  const mayChange = useMay()('documents:change');
  const { paste } = useSearch({ from: '/$botId/knowledge' });
  const navigate = useNavigate({ from: '/$botId/knowledge' });
  const [pasting, setPasting] = useState(paste !== undefined && mayChange);
  const [answered, setAnswered] = useState<string>();
  const [importing, setImporting] = useState(false);
  const [addingSite, setAddingSite] = useState(false);
  const [audience, setAudience] = useState(FOR_EVERYONE);
  // Nothing said: a file that comes again stays for whom it was.
  const forNew = audience.kind === 'everyone' ? undefined : audienceOf(audience);
  const progress = new Map(uploads.map((upload) => [upload.name, upload]));
  return (
    <>
      <PageHead
        title={t('Knowledge')}
        actions={
          mayChange && (
            <>
              <Button variant="default" onClick={() => setAddingSite(true)}>
                {t('Read a web site')}
              </Button>
              <Button variant="default" onClick={() => setImporting(true)}>
                {t('Bring in questions')}
              </Button>
              <Button variant="default" onClick={() => setPasting(true)}>
                {t('Paste text')}
              </Button>
            </>
          )
        }
      >
        {t(
          'The bot answers from these documents and from nothing else. A change counts with the very next question.',
        )}
      </PageHead>
      {mayChange && (
        <>
          <DropArea botId={botId} audience={forNew} />
          <div className="filters audience-of-new">
            <AudienceFields
              label={t('Who may be told what you add here')}
              draft={audience}
              onChange={setAudience}
            />
          </div>
        </>
      )}
      <PasteText
        botId={botId}
        opened={pasting}
        about={paste}
        audience={forNew}
        onAdded={() => setAnswered(paste)}
        onClose={() => {
          setPasting(false);
          if (paste !== undefined) void navigate({ search: {}, replace: true });
        }}
      />
      {answered !== undefined && (
        <p className="notice" role="status">
          {t('Added for “{question}”. Once it is ready, ask the bot, then close the topic.', {
            question: answered,
          })}{' '}
          <Link to="/$botId/try" params={{ botId }}>
            {t('Try it')}
          </Link>{' '}
          ·{' '}
          <Link to="/$botId/unanswered" params={{ botId }}>
            {t('Unanswered')}
          </Link>
        </p>
      )}
      {importing && <ImportQuestions botId={botId} onClose={() => setImporting(false)} />}
      {addingSite && <SiteDialog botId={botId} onClose={() => setAddingSite(false)} />}
      <UploadList botId={botId} uploads={uploads} known={documents.data ?? []} />
      <Query result={sites}>{(all) => <SitesSection botId={botId} sites={all} />}</Query>
      <Query result={documents}>
        {(all) =>
          all.length > 0 ? (
            <FilteredList botId={botId} all={all} progress={progress} citations={citations.data} />
          ) : (
            uploads.length === 0 && (
              <EmptyState
                title={t('No knowledge yet')}
                action={<Button onClick={() => setPasting(true)}>{t('Paste a first text')}</Button>}
              >
                {t(
                  'Your terms, help pages, price lists and manuals go here. The bot reads them, answers from them, and shows visitors the passage that an answer comes from.',
                )}
              </EmptyState>
            )
          )
        }
      </Query>
    </>
  );
}

type ListProps = {
  botId: string;
  all: Document[];
  progress: ReadonlyMap<string, { done: number; total: number }>;
  /** Conversations by document; undefined until they are counted. */
  citations: ReadonlyMap<string, number> | undefined;
};

function FilteredList({ botId, all, progress, citations }: ListProps) {
  const { find = '', state = '' } = useSearch({ from: '/$botId/knowledge' });
  const navigate = useNavigate({ from: '/$botId/knowledge' });
  const shown = all.filter((document) => matches(document, find, state));

  function filter(change: { find?: string; state?: string }): void {
    void navigate({ search: (known) => ({ ...known, ...change }), replace: true });
  }

  return (
    <section aria-labelledby="documents-title">
      <h2 id="documents-title" className="section-title">
        {t('Documents')}
      </h2>
      <div className="filters">
        <FindField label={t('Search by name')} value={find} onFind={(text) => filter({ find: text })} />
        <NativeSelect
          label={t('State')}
          value={state}
          data={[
            { value: '', label: t('All') },
            ...Object.entries(STATE_LABEL).map(([value, label]) => ({ value, label: t(label) })),
          ]}
          onChange={(event) => filter({ state: event.currentTarget.value })}
        />
        <p className="quiet small row-end" role="status">
          {shown.length === all.length
            ? t('{count, plural, one {# document} other {# documents}}', { count: all.length })
            : t('{shown} of {count, plural, one {# document} other {# documents}}', {
                shown: shown.length,
                count: all.length,
              })}
        </p>
      </div>
      {shown.length === 0 ? (
        <EmptyState
          title={t('No document matches')}
          action={
            <Button variant="default" onClick={() => filter({ find: '', state: '' })}>
              {t('Show all')}
            </Button>
          }
        >
          {t('Try another name or state.')}
        </EmptyState>
      ) : (
        <ul className="plain documents">
          {shown.map((document) => (
            <DocumentItem
              key={document.id}
              botId={botId}
              document={document}
              progress={progress.get(document.name)}
              conversations={citations && (citations.get(document.id) ?? 0)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function matches(document: Document, find: string, state: string): boolean {
  const isOff = state === 'off' && !document.enabled;
  if (state !== '' && !isOff && shownState(document) !== state) return false;
  const wanted = find.trim().toLowerCase();
  return wanted === '' || `${document.title} ${document.name}`.toLowerCase().includes(wanted);
}
