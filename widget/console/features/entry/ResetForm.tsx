import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { NewPassword } from '../../parts/NewPassword.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { openLink } from '../../session.ts';
import { resetPassword } from './use-entry.ts';

/** What a reset link leads to. */
export function ResetForm({ token }: { token: string }) {
  const [password, setPassword] = useState('');
  const reset = useMutation({ mutationFn: resetPassword });
  usePageTitle(t('A new password'));

  function submit(event: FormEvent): void {
    event.preventDefault();
    reset.mutate({ token, password });
  }

  return (
    <form className="stack" onSubmit={submit}>
      <h1 className="section-title">{t('A new password')}</h1>
      {reset.isSuccess ? (
        <p className="notice" role="status">
          {t('Your password is set, and every other session has ended. Sign in with it now.')}
        </p>
      ) : (
        <>
          <NewPassword label={t('New password')} value={password} onChange={setPassword} />
          {reset.isError && <Problem error={reset.error} />}
          <Button type="submit" fullWidth loading={reset.isPending}>
            {t('Set the password')}
          </Button>
        </>
      )}
      <Button variant="subtle" size="compact-sm" onClick={() => openLink(undefined)}>
        {t('Go to sign-in')}
      </Button>
    </form>
  );
}
