import { NativeSelect } from '@mantine/core';
import { t } from '../i18n/t.ts';

/** Each called as it calls itself. */
const BOT_LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  it: 'Italiano',
  nl: 'Nederlands',
} as const;
export type BotLanguage = keyof typeof BOT_LANGUAGES;

type Props<L extends string> = { value: L; onChange(next: L | BotLanguage): void };

/** The language that a bot answers in; one that was set by other means can stay. */
export function BotLanguageChoice<L extends string>({ value, onChange }: Props<L>) {
  const known: Record<string, string> = { [value]: value, ...BOT_LANGUAGES };
  return (
    <>
      <NativeSelect
        label={t('Language it answers in')}
        value={value}
        data={Object.entries(known).map(([tag, label]) => ({ value: tag, label }))}
        onChange={(event) => onChange(event.currentTarget.value as BotLanguage)}
      />
      {!/^en\b/.test(value) && (
        <p className="notice">
          {t(
            'The model that Foyer brings knows English only. For answers in this language, let your operator choose a model that knows it; the chat’s own buttons speak it in any case.',
          )}
        </p>
      )}
    </>
  );
}
