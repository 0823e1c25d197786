import { NativeSelect } from '@mantine/core';
import { chooseLanguage, LANGUAGES, type Language, useLanguage } from '../i18n/language.ts';
import { t } from '../i18n/t.ts';

/** Kept in this browser. */
export function LanguageChoice() {
  const language = useLanguage();
  return (
    <NativeSelect
      aria-label={t('Language')}
      size="sm"
      value={language}
      data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
      onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}
    />
  );
}
