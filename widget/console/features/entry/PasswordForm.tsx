import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { signInWithPassword, useEntry } from './use-entry.ts';

export function PasswordForm({ onCode }: { onCode(): void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = useEntry(signInWithPassword);

  function submit(event: FormEvent): void {
    event.preventDefault();
    enter.mutate(
      { email: email.trim(), password },
      { onSuccess: ({ outcome }) => outcome === 'second-factor' && onCode() },
    );
  }

  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label={t('E-mail')}
        type="email"
        autoComplete="username"
        value={email}
        required
        withAsterisk={false}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('Password')}
        autoComplete="current-password"
        value={password}
        required
        withAsterisk={false}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {enter.isError && <Problem error={enter.error} />}
      <Button type="submit" fullWidth loading={enter.isPending}>
        {t('Sign in')}
      </Button>
    </form>
  );
}
