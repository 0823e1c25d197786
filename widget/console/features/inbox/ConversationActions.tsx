import { Button } from '@mantine/core';
import { type RefObject, useRef, useState } from 'react';
import type { InboxItem } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMe } from '../../me.tsx';
import { formatSpan } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import { closeConversation, returnToBot, takeConversation } from '../../queries/inbox.ts';
import { REASON_LABEL, STATE_LABEL, STATE_TONE } from './inbox-words.ts';
import { MeantFor } from './MeantFor.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { type Decide, useDecision } from './use-decision.ts';
import { useNow } from './use-now.ts';

type Props = { botId: string; item: InboxItem };

/** Where the conversation stands, and what may be done with it next. */
export function ConversationActions({ botId, item }: Props) {
  const me = useMe();
  const decision = useDecision(botId, item);
  const [transferring, setTransferring] = useState(false);
  const standing = useRef<HTMLParagraphElement>(null);
  const isMine = item.agent?.id === me.id;
  const isWithPerson = item.state === 'with-person';
  const isInLine = isWithPerson || item.state === 'waiting' || item.state === 'requested';
  // The button goes with the step that it was for.
  const decide = (step: Decide) => decision.mutate(step, { onSuccess: () => standing.current?.focus() });
  return (
    <div className="stack inbox-actions">
      <Standing ref={standing} item={item} isMine={isMine} />
      <div className="row">
        {!isWithPerson && !item.blocked && (
          <Button loading={decision.isPending} onClick={() => decide(takeConversation)}>
            {t('Take')}
          </Button>
        )}
        {isWithPerson && (
          <Button variant="default" onClick={() => setTransferring(true)}>
            {isMine ? t('Transfer…') : t('Transfer or take over…')}
          </Button>
        )}
        {isInLine && (
          <Button variant="default" disabled={decision.isPending} onClick={() => decide(returnToBot)}>
            {t('Return to the bot')}
          </Button>
        )}
        {isInLine && (
          <Button variant="default" disabled={decision.isPending} onClick={() => decide(closeConversation)}>
            {t('Close conversation')}
          </Button>
        )}
      </div>
      {decision.isError && <Problem error={decision.error} />}
      <TransferDialog
        botId={botId}
        item={item}
        opened={transferring}
        onClose={() => setTransferring(false)}
      />
    </div>
  );
}

type StandingProps = { ref: RefObject<HTMLParagraphElement | null>; item: InboxItem; isMine: boolean };

function Standing({ ref, item, isMine }: StandingProps) {
  const now = useNow();
  return (
    <p className="row small" ref={ref} tabIndex={-1}>
      <span className="state" data-tone={STATE_TONE[item.state]}>
        {t(STATE_LABEL[item.state])}
      </span>
      {item.agent && (
        <span>{isMine ? t('You have it.') : t('{name} has it.', { name: item.agent.name })}</span>
      )}
      {item.meantFor && <MeantFor agent={item.meantFor} />}
      {item.state === 'waiting' && item.waitingSince !== null && (
        <span>{t('for {time}', { time: formatSpan(now - item.waitingSince) })}</span>
      )}
      {item.reason !== null && (
        <span className="quiet">{t('Reason: {reason}', { reason: t(REASON_LABEL[item.reason]) })}</span>
      )}
    </p>
  );
}
