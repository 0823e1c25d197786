import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../parts/Icon.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { webhookQuery } from '../../queries/webhooks.ts';
import { Deliveries } from './Deliveries.tsx';
import { WebhookAddress } from './WebhookAddress.tsx';
import { WebhookSecret } from './WebhookSecret.tsx';
import './webhook.css';

/** For whoever connects another program: where it is told, what signs it, and what became of each message. */
export function WebhookPage() {
  const { botId } = useParams({ from: '/$botId/settings/webhook' });
  const webhook = useQuery(webhookQuery(botId));
  return (
    <>
      <Link className="back" to="/$botId/settings" params={{ botId }}>
        <Icon name="back" size={16} /> {t('Settings')}
      </Link>
      <PageHead title={t('Webhook and mails')}>
        {t('Tells another program of yours when a person is wanted or a message was left.')}
      </PageHead>
      <Query result={webhook}>
        {(body) => (
          <div className="stack">
            <WebhookAddress botId={botId} webhook={body} />
            <WebhookSecret botId={botId} webhook={body} />
            <Deliveries botId={botId} />
          </div>
        )}
      </Query>
    </>
  );
}
