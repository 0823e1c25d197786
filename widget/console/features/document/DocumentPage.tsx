import { Button, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Audience, DocumentDetailBody, VisitorReader } from '../../../../server/contract/index.ts';
import { DocumentState } from '../../parts/DocumentState.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatBytes, formatTime } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { UsedIn } from '../../parts/UsedIn.tsx';
import { documentCitationsQuery, documentQuery, searchQuery, setDocumentEnabled } from '../../queries.ts';
import { DocumentAudience } from './DocumentAudience.tsx';
import { Original } from './Original.tsx';
import { Overlaps } from './Overlaps.tsx';
import { Passages } from './Passages.tsx';
import { SearchKnowledge } from './SearchKnowledge.tsx';
import { Validity } from './Validity.tsx';
import './document.css';
import { said, t } from '../../i18n/t.ts';

/** A document as the bot reads it. */
export function DocumentPage() {
  const { botId, documentId } = useParams({ from: '/$botId/knowledge/$documentId' });
  const document = useQuery(documentQuery(botId, documentId));
  return (
    <>
      <Link className="back" to="/$botId/knowledge" params={{ botId }}>
        <Icon name="back" size={16} /> {t('Knowledge')}
      </Link>
      <Query result={document}>
        {(data) => <DocumentView key={data.id} botId={botId} document={data} />}
      </Query>
    </>
  );
}

function DocumentView({ botId, document }: { botId: string; document: DocumentDetailBody }) {
  const { passage, ask = '' } = useSearch({ from: '/$botId/knowledge/$documentId' });
  const search = useQuery(searchQuery(botId, ask, { visitor: readerOf(document.audience) }));
  const citations = useQuery(documentCitationsQuery(botId, document.id));
  const [isBeside, setBeside] = useState(false);
  return (
    <>
      <PageHead
        title={document.title || document.name}
        actions={<EnabledSwitch botId={botId} document={document} />}
      >
        {document.name} · {formatBytes(document.byteLength)} ·{' '}
        {t('changed {time}', { time: formatTime(document.updatedAt) })}
      </PageHead>
      <p className="row">
        <DocumentState document={document} />
        <span className="quiet">
          {t('{count, plural, one {# passage} other {# passages}}', { count: document.passages.length })}
        </span>
        {citations.data && (
          <UsedIn botId={botId} documentId={document.id} conversations={citations.data.conversations} />
        )}
        {document.url && /^https?:/.test(document.url) && (
          <a href={document.url} target="_blank" rel="noopener noreferrer">
            {t('Open the original')}
          </a>
        )}
        <Button variant="default" size="xs" aria-pressed={isBeside} onClick={() => setBeside(!isBeside)}>
          {isBeside ? t('Hide the original') : t('Show the original beside it')}
        </Button>
      </p>
      {document.error && (
        <p className="problem" role="alert">
          {said(document.error.message)}
        </p>
      )}
      <div className="document-columns" data-original={isBeside}>
        {isBeside && <Original botId={botId} document={document} />}
        <section aria-labelledby="passages-title">
          <h2 id="passages-title" className="section-title">
            {t('As the bot reads it')}
          </h2>
          {document.passages.length === 0 ? (
            <EmptyState title={t('No passages yet')}>
              {t(
                'Once the document is read, its text stands here, cut into the passages that the bot finds and cites.',
              )}
            </EmptyState>
          ) : (
            <Passages
              botId={botId}
              document={document}
              hits={search.data?.hits ?? []}
              cited={citations.data?.passages ?? []}
              opened={passage}
            />
          )}
          {document.state === 'ready' && <Overlaps botId={botId} documentId={document.id} />}
        </section>
        <div className="stack">
          <SearchKnowledge botId={botId} documentId={document.id} asked={ask} result={search} />
          <DocumentAudience botId={botId} document={document} />
          <Validity botId={botId} document={document} />
        </div>
      </div>
    </>
  );
}

/** A visitor who may be told what this document says. */
function readerOf(audience: Audience): VisitorReader {
  const groups = audience.kind === 'groups' ? audience.groups : [];
  return { signedIn: audience.kind !== 'everyone', groups };
}

function EnabledSwitch({ botId, document }: { botId: string; document: DocumentDetailBody }) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (enabled: boolean) => setDocumentEnabled(botId, document.id, enabled),
    onSettled: () => queries.invalidateQueries({ queryKey: documentQuery(botId, document.id).queryKey }),
  });
  return (
    <>
      <Switch
        label={t('Use in answers')}
        checked={change.isPending ? change.variables : document.enabled}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
      {change.isError && <Problem error={change.error} />}
    </>
  );
}
