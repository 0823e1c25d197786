import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ConversationOutcome, ConversationSummary } from '../../../../server/contract/index.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { VERDICT_LABEL } from '../../parts/feedback-words.ts';
import { formatTime } from '../../parts/format.ts';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { ShowMore } from '../../parts/ShowMore.tsx';
import { conversationsQuery } from '../../queries.ts';
import { CitedDocument } from './CitedDocument.tsx';
import './conversations.css';
import { msg, t } from '../../i18n/t.ts';

const OUTCOME_LABEL: Record<ConversationOutcome, string> = {
  answered: msg('Answered'),
  refused: msg('Not answered'),
  'handed-over': msg('Handed over'),
  other: msg('No question'),
};

const OUTCOME_TONE: Record<ConversationOutcome, string> = {
  answered: 'good',
  refused: 'warn',
  'handed-over': 'busy',
  other: 'none',
};

function isOutcome(value: string | undefined): value is ConversationOutcome {
  return value !== undefined && value in OUTCOME_LABEL;
}

/** What visitors asked, newest first. */
export function ConversationsPage() {
  const { botId } = useParams({ from: '/$botId/conversations' });
  const { state, feedback = '', document, passage } = useSearch({ from: '/$botId/conversations' });
  const outcome = isOutcome(state) ? state : undefined;
  const verdict = feedback === 'up' || feedback === 'down' ? feedback : undefined;
  const navigate = useNavigate({ from: '/$botId/conversations' });
  const result = useInfiniteQuery(
    conversationsQuery(botId, {
      ...(outcome && { outcome }),
      ...(verdict && { feedback: verdict }),
      ...(document !== undefined && { documentId: document }),
      ...(document !== undefined && passage !== undefined && { passageId: passage }),
    }),
  );
  const conversations = result.data?.pages.flatMap((page) => page.conversations);

  const filtered = outcome !== undefined || verdict !== undefined || document !== undefined;

  function filter(change: { state?: string; feedback?: string }): void {
    void navigate({ search: (known) => ({ ...known, ...change }), replace: true });
  }

  return (
    <>
      <PageHead title={t('Conversations')}>
        {t(
          'What visitors asked and what the bot replied. A conversation counts as “not answered” as soon as one of its questions was not.',
        )}
      </PageHead>
      <div className="filters">
        <NativeSelect
          label={t('Outcome')}
          value={outcome ?? ''}
          data={[
            { value: '', label: t('All') },
            ...Object.entries(OUTCOME_LABEL).map(([value, label]) => ({ value, label: t(label) })),
          ]}
          onChange={(event) => filter({ state: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('Visitor’s thumb')}
          value={verdict ?? ''}
          data={[
            { value: '', label: t('All') },
            ...Object.entries(VERDICT_LABEL).map(([value, label]) => ({ value, label: t(label) })),
          ]}
          onChange={(event) => filter({ feedback: event.currentTarget.value })}
        />
      </div>
      {document !== undefined && (
        <CitedDocument key={document} botId={botId} documentId={document} passageId={passage} />
      )}
      {result.isError && <Problem error={result.error} onRetry={() => void result.refetch()} />}
      {result.isPending && <p role="status">{t('Loading…')}</p>}
      {conversations?.length === 0 && <NoConversations botId={botId} filtered={filtered} />}
      {conversations && conversations.length > 0 && (
        <ul className="plain conversations">
          {conversations.map((conversation) => (
            <Item key={conversation.id} botId={botId} conversation={conversation} />
          ))}
        </ul>
      )}
      <ShowMore result={result} />
    </>
  );
}

function Item({ botId, conversation }: { botId: string; conversation: ConversationSummary }) {
  const { id, firstQuestion, outcome, questions, thumbsUp, thumbsDown, updatedAt } = conversation;
  return (
    <li>
      <Link to="/$botId/conversations/$conversationId" params={{ botId, conversationId: id }}>
        {firstQuestion}
      </Link>
      <span className="state" data-tone={OUTCOME_TONE[outcome]}>
        {t(OUTCOME_LABEL[outcome])}
      </span>
      <p className="quiet small">
        {formatTime(updatedAt)} ·{' '}
        {t('{count, plural, one {# question} other {# questions}}', { count: questions })}
        {thumbsUp > 0 &&
          ` · ${t('{count, plural, one {# thumb up} other {# thumbs up}}', { count: thumbsUp })}`}
        {thumbsDown > 0 &&
          ` · ${t('{count, plural, one {# thumb down} other {# thumbs down}}', { count: thumbsDown })}`}
      </p>
    </li>
  );
}

function NoConversations({ botId, filtered }: { botId: string; filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        title={t('None of this kind')}
        action={
          <Link to="/$botId/conversations" params={{ botId }}>
            {t('Show all')}
          </Link>
        }
      >
        {t('Try another outcome, thumb or document.')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('No conversations yet')}
      action={
        <Link to="/$botId/start" params={{ botId }} hash="install">
          {t('Put the chat on your site')}
        </Link>
      }
    >
      {t(
        'As soon as a visitor asks something, it stands here with the bot’s reply and the reasons for it: the quickest way to see what your documents lack.',
      )}
    </EmptyState>
  );
}
