import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { InboxConversation } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useInboxLive, useNoGap } from '../../live/use-inbox-live.ts';
import { useMay } from '../../me.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Query } from '../../parts/Query.tsx';
import { inboxConversationQuery } from '../../queries/inbox.ts';
import { ConversationActions } from './ConversationActions.tsx';
import { InboxComposer } from './InboxComposer.tsx';
import { visitorLabel } from './inbox-words.ts';
import { Timeline } from './Timeline.tsx';
import { useLooking } from './use-looking.ts';
import { VisitorFacts } from './VisitorFacts.tsx';

export function InboxConversationPage() {
  const { botId, conversationId } = useParams({ from: '/$botId/inbox/$conversationId' });
  const result = useQuery(inboxConversationQuery(botId, conversationId));
  useNoGap(result.data?.cursor, result.refetch);
  return (
    <>
      <Link className="back inbox-back" to="/$botId/inbox" params={{ botId }} search={(known) => known}>
        <Icon name="back" size={16} /> {t('Inbox')}
      </Link>
      <Query result={result}>
        {(detail) => <Opened key={conversationId} botId={botId} detail={detail} />}
      </Query>
    </>
  );
}

function Opened({ botId, detail }: { botId: string; detail: InboxConversation }) {
  const { item } = detail;
  const may = useMay();
  const { typing } = useInboxLive();
  const others = useLooking(botId, item.id);
  const heading = useFocusOnChoice();
  return (
    <article className="inbox-opened">
      <header className="inbox-opened-head">
        <h2 ref={heading} tabIndex={-1}>
          {visitorLabel(item)}
        </h2>
        {others.length > 0 && (
          <p className="quiet small" role="status">
            {t('Also open before: {names}', { names: others.join(', ') })}
          </p>
        )}
        {may('conversations:reply') && <ConversationActions botId={botId} item={item} />}
        <VisitorFacts botId={botId} detail={detail} />
      </header>
      <Timeline botId={botId} detail={detail} />
      <p className="quiet small inbox-typing" role="status">
        {typing.has(item.id) ? t('The visitor is typing…') : ''}
      </p>
      {may('conversations:reply') && <InboxComposer botId={botId} item={item} />}
    </article>
  );
}

/** Whoever chose a conversation goes on in it; at first load the focus is left alone. */
function useFocusOnChoice() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (document.activeElement?.id === 'page') heading.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return heading;
}
