import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WebhookBody } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { formatTime } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import { ToldOnce } from '../../parts/ToldOnce.tsx';
import { makeWebhookSecret, webhookQuery } from '../../queries/webhooks.ts';

type Props = { botId: string; webhook: WebhookBody };

/** By what the receiver knows that a message is from here. */
export function WebhookSecret({ botId, webhook }: Props) {
  const may = useMay();
  const label = webhook.secret === 'own' ? t('Make a new secret') : t('Make a secret');
  return (
    <section className="card" aria-labelledby="webhook-secret">
      <div className="row">
        <h2 id="webhook-secret">{t('Secret')}</h2>
        {may('keys:manage') && (
          <span className="row-end">
            <MakeSecret botId={botId} label={label} isFirst={webhook.secret === 'none'} />
          </span>
        )}
      </div>
      <p>{standing(webhook)}</p>
      {webhook.previousUntil !== null && (
        <p className="notice">
          {t('The secret before it still signs too, until {time}.', {
            time: formatTime(webhook.previousUntil),
          })}
        </p>
      )}
      <p className="quiet">
        {t('Every message is signed as standardwebhooks.com says, so that its libraries check it.')}
      </p>
    </section>
  );
}

function standing({ secret, secretMadeAt }: WebhookBody): string {
  if (secret === 'own') return t('This bot’s own, made {time}.', { time: formatTime(secretMadeAt ?? 0) });
  if (secret === 'operator') return t('The one that your operator has set for every bot.');
  return t('There is none yet, so nothing is sent.');
}

function MakeSecret({ botId, label, isFirst }: { botId: string; label: string; isFirst: boolean }) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const make = useMutation({
    mutationFn: () => makeWebhookSecret(botId),
    onSuccess: () => queries.invalidateQueries({ queryKey: webhookQuery(botId).queryKey }),
  });

  function close(): void {
    setOpen(false);
    make.reset();
  }

  return (
    <>
      <Button variant="default" size="sm" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        opened={open}
        onClose={close}
        closeOnClickOutside={!make.isSuccess}
        title={make.isSuccess ? t('The new secret') : label}
        centered
      >
        {make.isSuccess ? (
          <ToldOnce
            says={t('Copy this secret now. It is shown once and cannot be seen again.')}
            text={make.data}
            copy={t('Copy the secret')}
            onDone={close}
          />
        ) : (
          <div className="stack">
            <p>
              {isFirst
                ? t('From now on it signs what is sent. Put it into the program that is told.')
                : t(
                    'From now on it signs what is sent. The one before signs beside it for a day: time to put the new one into the program that is told.',
                  )}
            </p>
            {make.isError && <Problem error={make.error} />}
            <div className="dialog-actions">
              <Button variant="default" onClick={close}>
                {t('Cancel')}
              </Button>
              <Button loading={make.isPending} data-autofocus onClick={() => make.mutate()}>
                {t('Make it')}
              </Button>
            </div>
          </div>
        )}
      </Modal>
    </>
  );
}
