import { NativeSelect, Switch, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { t } from '../../i18n/t.ts';
import { SaveRow } from '../../parts/SaveRow.tsx';
import type { SavingBot } from '../../parts/use-save-bot.ts';
import type { LookTrial } from '../../queries/looks.ts';
import type { Bot } from '../../queries.ts';
import { ColorField } from './ColorField.tsx';
import { ContrastNote } from './ContrastNote.tsx';
import { type LookDraft, lookOf } from './look-draft.ts';

type Props = {
  bot: Bot;
  draft: LookDraft;
  contrast: LookTrial['contrast'];
  save: SavingBot;
  isSaved: boolean;
  onChange(changes: Partial<LookDraft>): void;
};

/** Saved as a whole, and only if nobody else saved in between. */
export function LookForm({ bot, draft, contrast, save, isSaved, onChange }: Props) {
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (lookOf(draft)) save.mutate();
  }

  return (
    <form className="card stack" onSubmit={submit}>
      <ColorField value={draft.accent} onChange={(accent) => onChange({ accent })} />
      <ContrastNote contrast={contrast} onTake={(accent) => onChange({ accent })} />
      <NativeSelect
        label={t('Corner of the round button')}
        value={draft.position}
        data={[
          { value: 'end', label: t('Right (left in Arabic or Hebrew)') },
          { value: 'start', label: t('Left (right in Arabic or Hebrew)') },
        ]}
        onChange={(event) => onChange({ position: event.currentTarget.value as LookDraft['position'] })}
      />
      <NativeSelect
        label={t('Light or dark')}
        value={draft.colorScheme}
        data={[
          { value: 'auto', label: t('As the visitor’s device is set') },
          { value: 'light', label: t('Always light') },
          { value: 'dark', label: t('Always dark') },
        ]}
        onChange={(event) => onChange({ colorScheme: event.currentTarget.value as LookDraft['colorScheme'] })}
      />
      <TextInput
        label={t('Words on the button')}
        description={t('Beside its sign, such as “Ask us”. Left empty, the sign stands alone.')}
        maxLength={30}
        value={draft.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <Switch
        label={t('A short tone when a reply comes and nobody looks')}
        checked={draft.sound}
        onChange={(event) => onChange({ sound: event.currentTarget.checked })}
      />
      <SaveRow botId={bot.id} save={save} isSaved={isSaved} />
    </form>
  );
}
