import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api, authorization, succeed } from '../../api.ts';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { signInWithKey } from '../../session.ts';

/** Takes a staff API key, tries it, and keeps it for this tab only. */
export function KeyForm() {
  const [key, setKey] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await succeed(api.me.$get(undefined, { headers: authorization(key.trim()) }));
      signInWithKey(key.trim());
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
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
  );
}
