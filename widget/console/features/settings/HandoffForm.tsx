import { Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import type { BotFormProps } from '../../parts/EditBot.tsx';
import { SaveRow } from '../../parts/SaveRow.tsx';
import { useSaveBot } from '../../parts/use-save-bot.ts';
import { HoursFields } from './HoursFields.tsx';
import { draftOfHandoff, type HandoffDraft, handoffOf, hasNoHours } from './handoff-draft.ts';
import { PreChatFields } from './PreChatFields.tsx';
import { asksNothing, draftOfPreChat, preChatOf } from './pre-chat-draft.ts';
import { TriggerFields } from './TriggerFields.tsx';

/** Saved as a whole, and only if nobody else saved in between. */
export function HandoffForm({ bot, isSaved, onSaved }: BotFormProps) {
  const [draft, setDraft] = useState(() => draftOfHandoff(bot.settings.handoff));
  const [preChat, setPreChat] = useState(() => draftOfPreChat(bot.settings.preChat));
  const save = useSaveBot(
    bot,
    () => ({ settings: { handoff: handoffOf(draft), preChat: preChatOf(preChat) } }),
    onSaved,
  );
  const change = (next: Partial<HandoffDraft>) => setDraft((known) => ({ ...known, ...next }));
  const isEmpty = hasNoHours(draft);
  const isPointless = asksNothing(preChat);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isEmpty && !isPointless) save.mutate();
  }

  return (
    <form className="card settings-form" onSubmit={submit}>
      <Switch
        label={t('People take over in the chat')}
        description={t('Switched off, visitors who want a person are offered the form only.')}
        checked={draft.live}
        onChange={(event) => change({ live: event.currentTarget.checked })}
      />
      <Switch
        label={t('Visitors may send files to a person')}
        description={t(
          'Pictures, PDF and text files of up to 5 MB each. They are deleted with the conversation.',
        )}
        checked={draft.files}
        onChange={(event) => change({ files: event.currentTarget.checked })}
      />
      <HoursFields draft={draft} onChange={change} />
      <TriggerFields draft={draft} onChange={change} />
      <fieldset>
        <legend>{t('Where to tell of it')}</legend>
        <div className="columns">
          <TextInput
            label={t('E-mail for left messages')}
            description={t('With the transcript. Mail has to be set up by your operator (FOYER_SMTP_URL).')}
            type="email"
            maxLength={200}
            value={draft.email}
            onChange={(event) => change({ email: event.currentTarget.value })}
          />
          <TextInput
            label={t('Webhook')}
            description={t(
              'Told of every step and every form, signed. Its secret and what was sent: Settings, Webhook and mails.',
            )}
            type="url"
            maxLength={500}
            value={draft.webhookUrl}
            onChange={(event) => change({ webhookUrl: event.currentTarget.value })}
          />
        </div>
      </fieldset>
      <PreChatFields draft={preChat} onChange={(next) => setPreChat((known) => ({ ...known, ...next }))} />
      {isPointless && (
        <p className="notice" role="alert">
          {t('The form before the chat asks nothing: ask for something, or switch it off.')}
        </p>
      )}
      {isEmpty && (
        <p className="notice" role="alert">
          {t('Add hours to at least one day, or switch live conversations off above.')}
        </p>
      )}
      <SaveRow botId={bot.id} save={save} isSaved={isSaved} />
    </form>
  );
}
