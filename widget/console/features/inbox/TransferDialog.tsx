import { Button, Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { InboxItem } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useInboxLive } from '../../live/use-inbox-live.ts';
import { useMe } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { transferConversation } from '../../queries/inbox.ts';
import { useDecision } from './use-decision.ts';

type Props = { botId: string; item: InboxItem; opened: boolean; onClose(): void };

/** Back to those who wait, or to somebody who has the console open. */
export function TransferDialog({ botId, item, opened, onClose }: Props) {
  const me = useMe();
  const { present } = useInboxLive();
  const decision = useDecision(botId, item);
  const [to, setTo] = useState('');
  const self = { id: me.id, name: me.name, away: false };
  const agents = [self, ...present.filter(({ id }) => id !== me.id)].filter(
    ({ id }) => id !== item.agent?.id,
  );
  const target = agents.find(({ id }) => id === to);

  function close(): void {
    setTo('');
    decision.reset();
    onClose();
  }

  function transfer(): void {
    const who = target && { to: { id: target.id, name: target.name } };
    decision.mutate((place) => transferConversation({ ...place, ...who }), { onSuccess: close });
  }

  return (
    <Modal opened={opened} onClose={close} title={t('Transfer the conversation')}>
      <div className="stack">
        <NativeSelect
          label={t('To')}
          description={t('Colleagues are listed while they have the console open.')}
          value={to}
          data={[
            { value: '', label: t('The waiting list: anybody can take it') },
            ...agents.map(({ id, name, away }) => ({ value: id, label: labelOf(id, name, away, me.id) })),
          ]}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
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
