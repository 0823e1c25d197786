import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { BotLanguageChoice } from '../../parts/BotLanguageChoice.tsx';
import type { BotFormProps } from '../../parts/EditBot.tsx';
import { SaveRow } from '../../parts/SaveRow.tsx';
import { useSaveBot } from '../../parts/use-save-bot.ts';
import { type BotDraft, draftOf, settingsOf } from './bot-draft.ts';
import { Threshold } from './Threshold.tsx';

/** Saved as a whole, and only if nobody else saved in between. */
export function BotForm({ bot, isSaved, onSaved }: BotFormProps) {
  const [draft, setDraft] = useState<BotDraft>(() => draftOf(bot));
  const save = useSaveBot(
    bot,
    () => ({ name: draft.name.trim(), language: draft.language, settings: settingsOf(draft) }),
    onSaved,
  );

  function field(name: keyof BotDraft) {
    return {
      value: String(draft[name]),
      onChange: (event: { currentTarget: { value: string } }) => {
        const { value } = event.currentTarget;
        setDraft((known) => ({ ...known, [name]: value }));
      },
    };
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }

  return (
    <form className="card settings-form" onSubmit={submit}>
      <h2>{t('The bot')}</h2>
      <div className="columns">
        <TextInput
          label={t('Name of the bot')}
          required
          withAsterisk={false}
          maxLength={120}
          {...field('name')}
        />
        <TextInput
          label={t('Organisation it speaks for')}
          required
          withAsterisk={false}
          maxLength={120}
          {...field('organisation')}
        />
      </div>
      <BotLanguageChoice
        value={draft.language}
        onChange={(language) => setDraft((known) => ({ ...known, language }))}
      />
      <Textarea
        label={t('Greeting')}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxLength={500}
        {...field('greeting')}
      />
      <Textarea
        label={t('Below the note that it is an AI assistant')}
        description={t(
          'Every chat begins with that note and with how to reach a person. Add what else visitors must know, such as how long conversations are kept.',
        )}
        autosize
        minRows={2}
        maxLength={300}
        {...field('disclosure')}
      />
      <Textarea
        label={t('Tone')}
        description={t('One or two sentences on how it should sound.')}
        autosize
        minRows={2}
        maxLength={500}
        {...field('persona')}
      />
      <Textarea
        label={t('When it cannot answer')}
        description={t('Said when your documents do not hold the answer.')}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxLength={500}
        {...field('refusal')}
      />
      <Textarea
        label={t('When a person is wanted')}
        description={t('Said when a visitor asks for a person.')}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxLength={500}
        {...field('handoffMessage')}
      />
      <fieldset>
        <legend>{t('How to reach a person')}</legend>
        <div className="columns">
          <TextInput label={t('E-mail')} type="email" maxLength={200} {...field('email')} />
          <TextInput label={t('Phone')} type="tel" maxLength={60} {...field('phone')} />
          <TextInput label={t('Hours')} maxLength={200} {...field('hours')} />
        </div>
      </fieldset>
      <Textarea
        label={t('Suggested questions')}
        description={t('One a line, six at most. Visitors see them as buttons.')}
        autosize
        minRows={3}
        {...field('suggestedQuestions')}
      />
      <Textarea
        label={t('Allowed sites')}
        description={t(
          'One address a line, such as https://shop.example. Left empty, any site may show the chat.',
        )}
        autosize
        minRows={2}
        {...field('allowedOrigins')}
      />
      <TextInput
        label={t('Keep conversations for so many days')}
        description={t(
          'Counted from the last message. After that they are deleted with all that is in them, and nothing brings them back. Left empty, they are kept.',
        )}
        type="number"
        min={1}
        max={3650}
        {...field('keepDays')}
      />
      <Checkbox
        label={t('Ask the tests again after every change')}
        description={t(
          'Half a minute after documents, approved answers, settings or the published version have changed. Visitors always go first.',
        )}
        checked={draft.retest}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          setDraft((known) => ({ ...known, retest: checked }));
        }}
      />
      <details>
        <summary>{t('Advanced')}</summary>
        <Threshold
          botId={bot.id}
          value={draft.answerThreshold}
          onChange={(answerThreshold) => setDraft((known) => ({ ...known, answerThreshold }))}
        />
      </details>
      <SaveRow botId={bot.id} save={save} isSaved={isSaved} />
    </form>
  );
}
