import { Link } from '@tanstack/react-router';
import type { InboxItem } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useInboxLive } from '../../live/use-inbox-live.ts';
import { useMe } from '../../me.tsx';
import { formatAgo, formatSpan } from '../../parts/format.ts';
import { STATE_LABEL, STATE_TONE, visitorLabel } from './inbox-words.ts';
import { MeantFor } from './MeantFor.tsx';
import { useNow } from './use-now.ts';

type Props = { botId: string; item: InboxItem; isChosen: boolean; excerpt?: string };

export function InboxListItem({ botId, item, isChosen, excerpt }: Props) {
  const me = useMe();
  const now = useNow();
  const { typing } = useInboxLive();
  const text = excerpt ?? item.lastMessage.text;
  const who = item.agent && (item.agent.id === me.id ? t('You') : item.agent.name);
  return (
    <li data-chosen={isChosen}>
      <Link
        to="/$botId/inbox/$conversationId"
        params={{ botId, conversationId: item.id }}
        search={(known) => known}
        aria-current={isChosen ? 'page' : undefined}
      >
        {visitorLabel(item)}
      </Link>
      <span className="quiet small">{formatAgo(item.lastMessage.at, now)}</span>
      <p className="clamp small">
        {typing.has(item.id) ? <em>{t('is typing…')}</em> : `${lead(item)}${text}`}
      </p>
      <p className="row small">
        <span className="state" data-tone={STATE_TONE[item.state]}>
          {who ?? t(STATE_LABEL[item.state])}
        </span>
        {item.state === 'waiting' && item.waitingSince !== null && (
          <span className="quiet small">
            {t('for {time}', { time: formatSpan(now - item.waitingSince) })}
          </span>
        )}
        {item.meantFor && <MeantFor agent={item.meantFor} />}
        {item.unanswered > 0 && item.state === 'with-person' && (
          <span className="inbox-new">
            {t('{count, plural, one {# new} other {# new}}', { count: item.unanswered })}
          </span>
        )}
        {item.blocked && <span className="quiet small">{t('blocked')}</span>}
        {item.tags.map((tag) => (
          <span key={tag} className="inbox-tag">
            {tag}
          </span>
        ))}
      </p>
    </li>
  );
}

function lead({ lastMessage: { author } }: InboxItem): string {
  return author === 'visitor' ? '' : `${author === 'bot' ? t('Bot') : t('Staff')}: `;
}
