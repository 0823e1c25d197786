import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Problem } from '../parts/Problem.tsx';
import { checkKey } from '../queries.ts';
import { signIn } from '../session.ts';
import { Brand } from './Brand.tsx';

/** Takes a staff API key, tries it, and keeps it for this tab only. */
export function SignIn() {
  const [key, setKey] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    document.title = `${t('Sign in')} · Foyer`;
  }, []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await checkKey(key.trim());
      signIn(key.trim());
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  }

  return (
    <main className="sign-in">
      <form className="card" onSubmit={(event) => void submit(event)}>
        <Brand />
        <h1 className="section-title">{t('Sign in to the console')}</h1>
        <p className="quiet">
          {t(
            'Your API key was printed when Foyer was started. It stays in this browser tab and is forgotten when you close it.',
          )}
        </p>
        <PasswordInput
          label={t('API key')}
          value={key}
          autoComplete="off"
          required
          withAsterisk={false}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        {error !== undefined && <Problem error={error} />}
        <Button type="submit" fullWidth loading={busy}>
          {t('Sign in')}
        </Button>
      </form>
    </main>
  );
}
