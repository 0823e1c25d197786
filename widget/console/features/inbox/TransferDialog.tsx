import { Button, Modal, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InboxItem } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useInboxLive } from '../../live/use-inbox-live.ts';
import { useMe } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { colleaguesQuery, transferConversation } from '../../queries/inbox.ts';
import { useDecision } from './use-decision.ts';

type Props = { botId: string; item: InboxItem; opened: boolean; onClose(): void };

/** Back to those who wait, to somebody who has the console open, or left for somebody who has not. */
export function TransferDialog({ botId, item, opened, onClose }: Props) {
  const me = useMe();
  const { present } = useInboxLive();
  const decision = useDecision(botId, item);
  const colleagues = useQuery({ ...colleaguesQuery(botId), enabled: opened });
  const [to, setTo] = useState('');
  const self = { id: me.id, name: me.name, away: false };
  const agents = [self, ...present.filter(({ id }) => id !== me.id)].filter(
    ({ id }) => id !== item.agent?.id,
  );
  const absent = (colleagues.data ?? []).filter(
    ({ id }) => id !== me.id && id !== item.agent?.id && !agents.some((agent) => agent.id === id),
  );
  const waits = absent.some(({ id }) => id === to);
  const target = [...agents, ...absent].find(({ id }) => id === to);

  function close(): void {
    setTo('');
    decision.reset();
    onClose();
  }

  function transfer(): void {
    const who = target && { to: { id: target.id, name: target.name }, waits };
    decision.mutate((place) => transferConversation({ ...place, ...who }), { onSuccess: close });
  }

  return (
    <Modal opened={opened} onClose={close} title={t('Transfer the conversation')}>
      <div className="stack">
        <NativeSelect
          label={t('To')}
          value={to}
          data={[
            { value: '', label: t('The waiting list: anybody can take it') },
            ...agents.map(({ id, name, away }) => ({ value: id, label: labelOf(id, name, away, me.id) })),
            ...absent.map(({ id, name }) => ({ value: id, label: labelOf(id, name, true, me.id) })),
          ]}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        {waits && target && (
          <p className="quiet small" role="status">
            {t(
              '{name} does not have the console open. The conversation goes to the waiting list, marked for {name}; whoever has notifications on is told, and anybody can take it.',
              { name: target.name },
            )}
          </p>
        )}
        {colleagues.isError && <Problem error={colleagues.error} />}
        {decision.isError && <Problem error={decision.error} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={close}>
            {t('Cancel')}
          </Button>
          <Button loading={decision.isPending} onClick={transfer}>
            {t('Transfer')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function labelOf(id: string, name: string, away: boolean, me: string): string {
  if (id === me) return t('Myself');
  return away ? t('{name} (away)', { name }) : name;
}
