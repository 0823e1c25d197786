import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { askForReset } from './use-entry.ts';

/** A mail with a link where mail is set up; else whom to ask. */
export function ForgotForm({ byMail, onBack }: { byMail: boolean; onBack(): void }) {
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: askForReset });

  function submit(event: FormEvent): void {
    event.preventDefault();
    ask.mutate(email.trim());
  }

  return (
    <form className="stack" onSubmit={submit}>
      <h1 className="section-title">{t('A new password')}</h1>
      {!byMail && (
        <p className="quiet">
          {t(
            'Ask an admin of your team for a link that sets a new password. An owner who is locked out finds a way in on the server: npm run foyer -- users reset-password.',
          )}
        </p>
      )}
      {byMail && !ask.isSuccess && (
        <>
          <p className="quiet">{t('We send you a link that works for one hour.')}</p>
          <TextInput
            label={t('E-mail')}
            type="email"
            autoComplete="username"
            value={email}
            required
            withAsterisk={false}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          {ask.isError && <Problem error={ask.error} />}
          <Button type="submit" fullWidth loading={ask.isPending}>
            {t('Send the link')}
          </Button>
        </>
      )}
      {ask.isSuccess && (
        <p className="notice" role="status">
          {t('If this address has an account, a mail is on its way. Look into your spam folder too.')}
        </p>
      )}
      <Button variant="subtle" size="compact-sm" onClick={onBack}>
        {t('Back')}
      </Button>
    </form>
  );
}
