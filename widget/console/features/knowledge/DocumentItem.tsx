import { Button, Progress, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Document } from '../../../../server/contract/index.ts';
import { said, t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { audienceWords } from '../../parts/AudienceFields.tsx';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { DocumentState } from '../../parts/DocumentState.tsx';
import { formatBytes, formatTime } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { UsedIn } from '../../parts/UsedIn.tsx';
import { deleteDocument, documentsQuery, retryDocument, setDocumentEnabled } from '../../queries.ts';

type Props = {
  botId: string;
  document: Document;
  /** Known in the tab that sent the file. */
  progress: { done: number; total: number } | undefined;
  /** Conversations in which it was cited; undefined until that is known. */
  conversations: number | undefined;
};

export function DocumentItem({ botId, document, progress, conversations }: Props) {
  const mayChange = useMay()('documents:change');
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: documentsQuery(botId).queryKey });
  const change = useMutation({
    mutationFn: (enabled: boolean) => setDocumentEnabled(botId, document.id, enabled),
    onSettled: refresh,
  });
  const retry = useMutation({
    mutationFn: () => retryDocument(botId, document.id),
    onMutate: () => void setTimeout(refresh, 100),
    onSettled: refresh,
  });
  const name = document.title || document.name;
  const audience = audienceWords(document.audience);
  const preparing = document.state === 'preparing' && progress !== undefined && progress.total > 0;
  return (
    <li className="document">
      <div className="document-name">
        <Link to="/$botId/knowledge/$documentId" params={{ botId, documentId: document.id }}>
          {name}
        </Link>
        <p className="quiet small">
          {document.name} · {formatBytes(document.byteLength)} · {formatTime(document.updatedAt)}
        </p>
      </div>
      <div className="document-state">
        <DocumentState document={document} />
        {document.state === 'ready' && (
          <span className="quiet small">
            {t('{count, plural, one {# passage} other {# passages}}', { count: document.passageCount })}
          </span>
        )}
        {conversations !== undefined && document.state === 'ready' && (
          <UsedIn botId={botId} documentId={document.id} conversations={conversations} />
        )}
        {audience !== undefined && (
          <span className="small audience">
            <Icon name="person" size={14} /> {audience}
          </span>
        )}
        {preparing && (
          <Progress
            className="document-progress"
            value={(100 * progress.done) / progress.total}
            aria-label={t('Preparing {name}', { name })}
          />
        )}
      </div>
      <div className="document-actions">
        <Switch
          size="sm"
          label={t('In use')}
          aria-label={t('Use {name} in answers', { name })}
          disabled={!mayChange}
          checked={change.isPending ? change.variables : document.enabled}
          onChange={(event) => change.mutate(event.currentTarget.checked)}
        />
        {mayChange && (
          <ConfirmButton
            label={t('Delete')}
            name={t('Delete {name}', { name })}
            title={t('Delete this document?')}
            confirm={t('Delete')}
            onConfirm={async () => {
              await deleteDocument(botId, document.id);
              await refresh();
            }}
          >
            {t(
              '“{name}” and its {count, plural, one {# passage} other {# passages}} will be gone, and no answer will use them. This cannot be undone; to keep it for later, switch it off instead.',
              { name, count: document.passageCount },
            )}
          </ConfirmButton>
        )}
      </div>
      {document.state === 'failed' && (
        <div className="problem document-problem">
          <span>{document.error ? said(document.error.message) : t('This document could not be read.')}</span>
          {mayChange && (
            <Button size="xs" variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
              {t('Retry')}
            </Button>
          )}
        </div>
      )}
      {(change.isError || retry.isError) && <Problem error={change.error ?? retry.error} />}
    </li>
  );
}
