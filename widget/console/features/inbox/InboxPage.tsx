import { Outlet, useParams } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { useInboxLive } from '../../live/use-inbox-live.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { InboxList } from './InboxList.tsx';
import { InboxOptions } from './InboxOptions.tsx';
import './inbox.css';

/** The list beside the conversation; on a phone one after the other. */
export function InboxPage() {
  const { botId } = useParams({ from: '/$botId/inbox' });
  const { conversationId } = useParams({ strict: false });
  const { broken, waiting } = useInboxLive();
  return (
    <div className="inbox-page" data-chosen={conversationId !== undefined}>
      <PageHead title={t('Inbox')} waiting={waiting}>
        {t('Visitors who want a person, and what you write with them.')}
      </PageHead>
      {broken && (
        <p className="notice" role="status">
          {t('The connection is lost. What you see may be old; it is being taken up again.')}
        </p>
      )}
      <div className="inbox">
        <section className="inbox-side" aria-label={t('List')}>
          <InboxList botId={botId} chosen={conversationId} />
          <InboxOptions botId={botId} />
        </section>
        <section className="inbox-pane" aria-label={t('Conversation')}>
          <Outlet />
        </section>
      </div>
    </div>
  );
}

export function NothingChosen() {
  return (
    <EmptyState title={t('No conversation is open')}>
      {t(
        'Once a visitor stands in the list, choose them there. As soon as you take the conversation, the bot is silent and you write with the visitor.',
      )}
    </EmptyState>
  );
}
