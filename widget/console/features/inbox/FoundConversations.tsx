import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Query } from '../../parts/Query.tsx';
import { conversationSearchQuery } from '../../queries/inbox.ts';
import { InboxListItem } from './InboxListItem.tsx';

type Props = { botId: string; find: string; tag: string; chosen: string | undefined };

/** In messages and notes of every conversation, also those that no person had. */
export function FoundConversations({ botId, find, tag, chosen }: Props) {
  const result = useQuery(conversationSearchQuery(botId, find, tag));
  return (
    <Query result={result}>
      {(hits) => (
        <>
          <p className="row quiet small" role="status">
            {t('{count, plural, one {# conversation found} other {# conversations found}}', {
              count: hits.length,
            })}
            {tag !== '' && <span className="inbox-tag">{tag}</span>}
            <Link to="." search={{}}>
              {t('Show all')}
            </Link>
          </p>
          {hits.length === 0 ? (
            <EmptyState title={t('Nothing found')}>
              {t('All words must occur in one conversation. Try fewer words.')}
            </EmptyState>
          ) : (
            <ul className="plain inbox-items">
              {hits.map(({ item, excerpt }) => (
                <InboxListItem
                  key={item.id}
                  botId={botId}
                  item={item}
                  excerpt={excerpt}
                  isChosen={item.id === chosen}
                />
              ))}
            </ul>
          )}
        </>
      )}
    </Query>
  );
}
