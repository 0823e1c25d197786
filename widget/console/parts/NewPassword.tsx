import { PasswordInput } from '@mantine/core';
import { t } from '../i18n/t.ts';

type Props = { label: string; value: string; onChange(value: string): void };

/** With what a good one is; the server judges it. */
export function NewPassword({ label, value, onChange }: Props) {
  return (
    <PasswordInput
      label={label}
      description={t('At least 12 characters. A few words that only you put together are good.')}
      autoComplete="new-password"
      value={value}
      minLength={12}
      maxLength={128}
      required
      withAsterisk={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
