import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { WebhookBody } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { deliveriesQuery, sendTestWebhook } from '../../queries/webhooks.ts';

type Props = { botId: string; webhook: WebhookBody };

export function WebhookAddress({ botId, webhook: { url, secret } }: Props) {
  const may = useMay();
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => sendTestWebhook(botId),
    onSettled: () => queries.invalidateQueries({ queryKey: deliveriesQuery(botId).queryKey }),
  });
  return (
    <section className="card" aria-labelledby="webhook-address">
      <div className="row">
        <h2 id="webhook-address">{t('Address')}</h2>
        {may('bots:change') && (
          <span className="row-end">
            <Button
              variant="default"
              size="sm"
              disabled={url === null || secret === 'none'}
              loading={test.isPending}
              onClick={() => test.mutate()}
            >
              {t('Send a test')}
            </Button>
          </span>
        )}
      </div>
      <p className="webhook-url">{url ?? t('None is set, so nothing is sent.')}</p>
      <p className="quiet">
        <Link to="/$botId/settings/people" params={{ botId }}>
          {url === null ? t('Set it under Hours and handoff') : t('Change it under Hours and handoff')}
        </Link>
      </p>
      {test.isError && <Problem error={test.error} />}
      <p role="status" className="quiet small webhook-note">
        {test.isSuccess && t('What becomes of the test stands below.')}
      </p>
    </section>
  );
}
