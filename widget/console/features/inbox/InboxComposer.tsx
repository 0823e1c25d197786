import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { InboxItem } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMe } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { takeConversation } from '../../queries/inbox.ts';
import { CannedReplies } from './CannedReplies.tsx';
import { useCannedShortcut } from './use-canned-shortcut.ts';
import { useDecision } from './use-decision.ts';
import { useDraft } from './use-draft.ts';

type Props = { botId: string; item: InboxItem };

/** To the visitor, or as a note to colleagues. Enter sends, Shift and Enter make a new line. */
export function InboxComposer({ botId, item }: Props) {
  const me = useMe();
  const isMine = item.state === 'with-person' && item.agent?.id === me.id;
  const { draft, write, change, send } = useDraft({ botId, conversationId: item.id }, isMine);
  const decision = useDecision(botId, item);
  const [picking, setPicking] = useState(false);
  const expand = useCannedShortcut(botId);
  const field = useRef<HTMLTextAreaElement>(null);
  const isNote = draft.mode === 'note';
  const maySend = isNote || isMine;
  const mayTake = !maySend && item.state !== 'with-person' && !item.blocked;

  function submit(event?: FormEvent): void {
    event?.preventDefault();
    if (!maySend || send.isPending || draft.text.trim() === '') return;
    send.mutate(draft);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  }

  function choose(mode: 'reply' | 'note'): void {
    change({ mode });
    field.current?.focus();
  }

  return (
    <form className="inbox-composer" data-mode={draft.mode} onSubmit={submit}>
      <div className="row">
        <fieldset className="inbox-modes">
          <legend className="visually-hidden">{t('To whom')}</legend>
          <button type="button" aria-pressed={!isNote} onClick={() => choose('reply')}>
            {t('To the visitor')}
          </button>
          <button type="button" aria-pressed={isNote} onClick={() => choose('note')}>
            {t('Note for staff')}
          </button>
        </fieldset>
        {!isNote && (
          <span className="row-end">
            <Button type="button" variant="subtle" size="xs" onClick={() => setPicking(true)}>
              {t('Canned replies')}
            </Button>
          </span>
        )}
      </div>
      <Textarea
        ref={field}
        aria-label={isNote ? t('Note for staff') : t('Message to the visitor')}
        placeholder={isNote ? t('Only staff see this.') : t('Write to the visitor…')}
        value={draft.text}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4_000}
        onChange={(event) => write(expand(event.currentTarget.value))}
        onKeyDown={onKeyDown}
      />
      <CannedReplies
        botId={botId}
        opened={picking}
        onClose={() => setPicking(false)}
        onPick={(text) => write(draft.text.trim() === '' ? text : `${draft.text.trimEnd()} ${text}`)}
      />
      {send.isError && <Problem error={send.error} />}
      {decision.isError && <Problem error={decision.error} />}
      <div className="row">
        {!maySend && <p className="quiet small">{whyNot(item)}</p>}
        <span className="row-end">
          {mayTake ? (
            <Button
              type="button"
              loading={decision.isPending}
              onClick={() => decision.mutate(takeConversation, { onSuccess: () => field.current?.focus() })}
            >
              {t('Take and write')}
            </Button>
          ) : (
            <Button type="submit" loading={send.isPending} disabled={!maySend || draft.text.trim() === ''}>
              {isNote ? t('Add note') : t('Send')}
            </Button>
          )}
        </span>
      </div>
    </form>
  );
}

function whyNot({ agent, state }: InboxItem): string {
  if (state === 'with-person' && agent) {
    return t('{name} has this conversation. What you write here is kept until you have it.', {
      name: agent.name,
    });
  }
  return t('Take the conversation to send. What you write here is kept.');
}
