import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { signInWithCode, useEntry } from './use-entry.ts';

/** The second step, for those who have set it up. */
export function CodeForm({ onBack }: { onBack(): void }) {
  const [code, setCode] = useState('');
  const [backup, setBackup] = useState(false);
  const [trustDevice, setTrustDevice] = useState(false);
  const enter = useEntry(signInWithCode);

  function submit(event: FormEvent): void {
    event.preventDefault();
    enter.mutate({ code: code.trim(), kind: backup ? 'backup' : 'app', trustDevice });
  }

  return (
    <form className="stack" onSubmit={submit}>
      <h1 className="section-title">{t('Enter your code')}</h1>
      <p className="quiet">
        {backup
          ? t('One of the backup codes you kept when you set this up. Each works once.')
          : t('The six digits that your authenticator app shows now.')}
      </p>
      <TextInput
        key={backup ? 'backup' : 'app'}
        label={backup ? t('Backup code') : t('Code')}
        autoComplete="one-time-code"
        inputMode={backup ? 'text' : 'numeric'}
        value={code}
        required
        withAsterisk={false}
        data-autofocus
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Checkbox
        label={t('Ask for no code on this device for 30 days')}
        checked={trustDevice}
        onChange={(event) => setTrustDevice(event.currentTarget.checked)}
      />
      {enter.isError && <Problem error={enter.error} />}
      <Button type="submit" fullWidth loading={enter.isPending}>
        {t('Sign in')}
      </Button>
      <div className="row">
        <Button variant="subtle" size="compact-sm" onClick={() => setBackup(!backup)}>
          {backup ? t('Use the app') : t('Lost your phone? Use a backup code')}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onBack}>
          {t('Back')}
        </Button>
      </div>
    </form>
  );
}
