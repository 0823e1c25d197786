import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Inbox, InboxItem } from '../../../../server/contract/index.ts';
import { msg, t } from '../../i18n/t.ts';
import { useNoGap } from '../../live/use-inbox-live.ts';
import { useMe } from '../../me.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatTime } from '../../parts/format.ts';
import { Query } from '../../parts/Query.tsx';
import { inboxQuery } from '../../queries/inbox.ts';
import { EmptyInbox } from './EmptyInbox.tsx';
import { FoundConversations } from './FoundConversations.tsx';
import { InboxListItem } from './InboxListItem.tsx';
import { SearchField } from './SearchField.tsx';

const SHOWN = {
  open: msg('All open'),
  waiting: msg('Waiting'),
  mine: msg('Mine'),
  closed: msg('Closed'),
} as const;
type Shown = keyof typeof SHOWN;

function isShown(value: string | undefined): value is Shown {
  return value !== undefined && Object.hasOwn(SHOWN, value);
}

type Props = { botId: string; chosen: string | undefined };

export function InboxList({ botId, chosen }: Props) {
  const { show, find = '', tag = '' } = useSearch({ from: '/$botId/inbox' });
  const navigate = useNavigate();
  const shown = isShown(show) ? show : 'open';
  const result = useQuery(inboxQuery(botId, shown === 'closed' ? 'closed' : 'open'));
  useNoGap(result.data?.cursor, result.refetch);
  const search = (next: string) =>
    navigate({
      to: '.',
      search: { ...(show ? { show } : {}), ...(next === '' ? {} : { find: next }) },
      replace: true,
    });
  return (
    <>
      <SearchField value={find} onChange={(next) => void search(next)} />
      <nav aria-label={t('Which conversations')}>
        <ul className="plain inbox-shown">
          {Object.entries(SHOWN).map(([key, label]) => (
            <li key={key}>
              <Link
                to="."
                search={{ show: key }}
                aria-current={key === shown && find === '' && tag === '' ? 'true' : undefined}
              >
                {t(label)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {find !== '' || tag !== '' ? (
        <FoundConversations botId={botId} find={find} tag={tag} chosen={chosen} />
      ) : (
        <Query result={result}>
          {(inbox) => <Items botId={botId} inbox={inbox} shown={shown} chosen={chosen} />}
        </Query>
      )}
    </>
  );
}

function Items({ botId, inbox, shown, chosen }: Props & { inbox: Inbox; shown: Shown }) {
  const me = useMe();
  const items = inbox.items.filter((item) => belongs(item, shown, me.id));
  return (
    <>
      {!inbox.open && (
        <p className="quiet small">
          {inbox.opensAt === undefined
            ? t('Outside the hours: visitors are offered the form.')
            : t('Outside the hours until {time}: visitors are offered the form.', {
                time: formatTime(inbox.opensAt),
              })}
        </p>
      )}
      {items.length === 0 ? (
        <NoItems botId={botId} shown={shown} />
      ) : (
        <ul className="plain inbox-items">
          {items.map((item) => (
            <InboxListItem key={item.id} botId={botId} item={item} isChosen={item.id === chosen} />
          ))}
        </ul>
      )}
    </>
  );
}

function belongs(item: InboxItem, shown: Shown, me: string): boolean {
  if (shown === 'waiting') return item.state === 'waiting';
  if (shown === 'mine') return item.agent?.id === me;
  return true;
}

function NoItems({ botId, shown }: { botId: string; shown: Shown }) {
  if (shown === 'waiting') {
    return (
      <EmptyState title={t('Nobody waits')}>
        {t('Visitors who want a person appear here by themselves.')}
      </EmptyState>
    );
  }
  if (shown === 'mine') {
    return (
      <EmptyState title={t('You have no conversation')}>
        {t('Take one that waits: it moves here.')}
      </EmptyState>
    );
  }
  if (shown === 'closed') {
    return (
      <EmptyState title={t('Nothing closed yet')}>
        {t('Conversations that people had with visitors stay here when they are over.')}
      </EmptyState>
    );
  }
  return <EmptyInbox botId={botId} />;
}
