import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeliveryBody } from '../../../../server/contract/index.ts';
import { msg, said, t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { formatTime } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { retryDelivery } from '../../queries/inbox-extras.ts';
import { deliveriesQuery } from '../../queries/webhooks.ts';

const EVENTS: Readonly<Record<string, string>> = {
  'contact.created': msg('A message was left'),
  'conversation.state-changed': msg('A conversation went another step'),
  'webhook.test': msg('Test'),
};
const OUTCOMES: Record<DeliveryBody['state'], { label: string; tone: string }> = {
  waiting: { label: msg('On its way'), tone: 'busy' },
  sent: { label: msg('Arrived'), tone: 'good' },
  failed: { label: msg('Failed'), tone: 'bad' },
};
const PAGE = 20;

/** What was sent lately, and what became of it. */
export function Deliveries({ botId }: { botId: string }) {
  const deliveries = useQuery(deliveriesQuery(botId));
  const [shown, setShown] = useState(PAGE);
  return (
    <section aria-labelledby="deliveries">
      <h2 className="section-title" id="deliveries">
        {t('Sent lately')}
      </h2>
      <Query result={deliveries}>
        {(all) =>
          all.length === 0 ? (
            <p className="quiet">{t('Nothing was sent yet.')}</p>
          ) : (
            <>
              <ul className="plain list deliveries">
                {all.slice(0, shown).map((delivery) => (
                  <Delivery key={delivery.id} botId={botId} delivery={delivery} />
                ))}
              </ul>
              {all.length > shown && (
                <Button variant="default" size="sm" onClick={() => setShown(shown + PAGE)}>
                  {t('Show older ones')}
                </Button>
              )}
            </>
          )
        }
      </Query>
    </section>
  );
}

function Delivery({ botId, delivery }: { botId: string; delivery: DeliveryBody }) {
  const may = useMay();
  const queries = useQueryClient();
  const { id, channel, target, event, state, status, attempts, error, createdAt, updatedAt } = delivery;
  const again = useMutation({
    mutationFn: () => retryDelivery(botId, id),
    onSettled: () => queries.invalidateQueries({ queryKey: deliveriesQuery(botId).queryKey }),
  });
  const label = EVENTS[event];
  const what = label === undefined ? event : t(label);
  const { label: outcome, tone } = OUTCOMES[state];
  const mayAgain =
    may('conversations:reply') && (state === 'failed' || (state === 'sent' && channel === 'webhook'));
  const time = formatTime(state === 'waiting' ? createdAt : updatedAt);
  return (
    <li>
      <div className="delivery">
        <p className="list-title">{what}</p>
        <p className="quiet small webhook-url">
          {channel === 'email' ? t('E-mail') : t('Webhook')} · {target}
        </p>
        <p className="quiet small">
          {time}
          {status !== null && ` · ${t('answer {status}', { status })}`}
          {attempts > 1 && ` · ${t('{attempts, plural, one {# try} other {# tries}}', { attempts })}`}
        </p>
        {error !== null && state !== 'sent' && <p className="problem small">{said(error)}</p>}
        {again.isError && <Problem error={again.error} />}
      </div>
      <div className="list-actions">
        <span className="state" data-tone={tone}>
          {t(outcome)}
        </span>
        {mayAgain && (
          <Button
            variant="default"
            size="xs"
            loading={again.isPending}
            aria-label={t('Send again: {what}, {time}', { what, time })}
            onClick={() => again.mutate()}
          >
            {t('Send again')}
          </Button>
        )}
      </div>
    </li>
  );
}
