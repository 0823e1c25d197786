import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useKeyRefused } from '../../session.ts';
import { CodeForm } from './CodeForm.tsx';
import { ForgotForm } from './ForgotForm.tsx';
import { KeyForm } from './KeyForm.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { leaveForProvider, signInOptions } from './use-entry.ts';

type Way = 'password' | 'code' | 'forgot' | 'key';

/** By password and, if it is on, a code; by a key for those who have no account. */
export function SignIn({ refused }: { refused: string | undefined }) {
  const [way, setWay] = useState<Way>('password');
  const options = useQuery({ queryKey: ['sign-in-options'], queryFn: signInOptions });
  const leave = useMutation({ mutationFn: leaveForProvider });
  const provider = options.data?.provider;
  const keyRefused = useKeyRefused();
  usePageTitle(t('Sign in'));
  if (way === 'code') return <CodeForm onBack={() => setWay('password')} />;
  if (way === 'forgot') {
    return <ForgotForm byMail={options.data?.resetByMail ?? false} onBack={() => setWay('password')} />;
  }
  return (
    <>
      <h1 className="section-title">{t('Sign in to the console')}</h1>
      {refused !== undefined && (
        <p className="problem" role="alert">
          {t('Your organisation’s sign-in did not let you in here. Ask an admin of your team to invite you.')}
        </p>
      )}
      {keyRefused && (
        <p className="problem" role="alert">
          {t('This API key is not known here, or was revoked. Sign in in another way.')}
        </p>
      )}
      {options.data?.needsSetup && (
        <p className="notice">
          {t(
            'Nobody owns this installation yet. Open the link that was printed when Foyer was started, and make the owner’s account.',
          )}
        </p>
      )}
      {provider && (
        <Button fullWidth variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
          {t('Sign in with {name}', { name: provider })}
        </Button>
      )}
      {leave.isError && <Problem error={leave.error} />}
      {way === 'key' ? <KeyForm /> : <PasswordForm onCode={() => setWay('code')} />}
      <div className="row">
        {way === 'password' && (
          <Button variant="subtle" size="compact-sm" onClick={() => setWay('forgot')}>
            {t('Forgot your password?')}
          </Button>
        )}
        <Button variant="subtle" size="compact-sm" onClick={() => setWay(way === 'key' ? 'password' : 'key')}>
          {way === 'key' ? t('Use e-mail and password') : t('Use an API key instead')}
        </Button>
      </div>
    </>
  );
}
