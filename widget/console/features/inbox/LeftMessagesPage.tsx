import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ContactRequestBody, DeliveryBody } from '../../../../server/contract/index.ts';
import { msg, said, t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatTime } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { contactRequestsQuery, markContactRequest, retryDelivery } from '../../queries/inbox-extras.ts';

const SENT: Record<DeliveryBody['state'], string> = {
  waiting: msg('on its way'),
  sent: msg('sent'),
  failed: msg('failed'),
};

/** What visitors left in the form when nobody could come. */
export function LeftMessagesPage() {
  const { botId } = useParams({ from: '/$botId/left-messages' });
  const requests = useQuery(contactRequestsQuery(botId));
  return (
    <>
      <Link className="back" to="/$botId/inbox" params={{ botId }}>
        <Icon name="back" size={16} /> {t('Inbox')}
      </Link>
      <PageHead title={t('Left messages')}>
        {t('What visitors wrote in the form when nobody could come. They wait for a reply by e-mail.')}
      </PageHead>
      <Query result={requests}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={t('No messages')}>
              {t('Outside your hours, or when nobody takes a conversation in time, visitors can leave one.')}
            </EmptyState>
          ) : (
            <ul className="plain list">
              {all.map((request) => (
                <LeftMessage key={request.id} botId={botId} request={request} />
              ))}
            </ul>
          )
        }
      </Query>
    </>
  );
}

function LeftMessage({ botId, request }: { botId: string; request: ContactRequestBody }) {
  const queries = useQueryClient();
  const may = useMay();
  const isHandled = request.handledAt !== null;
  const reread = () => queries.invalidateQueries({ queryKey: contactRequestsQuery(botId).queryKey });
  const mark = useMutation({
    mutationFn: () => markContactRequest(botId, request.id, !isHandled),
    onSettled: reread,
  });
  const retry = useMutation({
    mutationFn: (deliveryId: string) => retryDelivery(botId, deliveryId),
    onSettled: reread,
  });
  return (
    <li>
      <div className="stack">
        <p>
          <strong>{request.name}</strong> · <a href={`mailto:${request.email}`}>{request.email}</a>
        </p>
        <p className="preserve">{request.message}</p>
        <p className="quiet small">
          {formatTime(request.createdAt)} ·{' '}
          <Link to="/$botId/inbox/$conversationId" params={{ botId, conversationId: request.conversationId }}>
            {t('See the conversation')}
          </Link>
        </p>
        {request.deliveries.map((delivery) => (
          <p key={delivery.id} className="small">
            {delivery.channel === 'email' ? t('E-mail') : t('Webhook')}: {t(SENT[delivery.state])}
            {delivery.state === 'failed' &&
              ` (${delivery.error === null ? delivery.status : said(delivery.error)}) `}
            {delivery.state === 'failed' && may('conversations:reply') && (
              <Button size="xs" variant="default" onClick={() => retry.mutate(delivery.id)}>
                {t('Try again')}
              </Button>
            )}
          </p>
        ))}
        {(mark.isError || retry.isError) && <Problem error={mark.error ?? retry.error} />}
      </div>
      <div className="list-actions">
        <span className="state" data-tone={isHandled ? 'good' : 'warn'}>
          {isHandled ? t('Dealt with') : t('Open')}
        </span>
        {may('conversations:reply') && (
          <Button size="xs" variant="default" loading={mark.isPending} onClick={() => mark.mutate()}>
            {isHandled ? t('Open again') : t('Mark as dealt with')}
          </Button>
        )}
      </div>
    </li>
  );
}
