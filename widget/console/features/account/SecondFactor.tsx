import { Button, Modal, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { profileQuery, startSecondFactor, stopSecondFactor } from './queries.ts';
import { SetUpApp } from './SetUpApp.tsx';

/** Codes of an authenticator app, beside the password. */
export function SecondFactor({ on }: { on: boolean }) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const start = useMutation({ mutationFn: startSecondFactor });
  const stop = useMutation({ mutationFn: stopSecondFactor, onSuccess: close });

  function close(): Promise<void> {
    setOpen(false);
    setPassword('');
    start.reset();
    return queries.invalidateQueries({ queryKey: profileQuery().queryKey });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    (on ? stop : start).mutate(password);
  }

  const title = on ? t('Turn the second factor off') : t('Set up a second factor');
  const asking = on ? stop : start;
  return (
    <section className="card" aria-labelledby="factor-title">
      <div className="row">
        <h2 id="factor-title">{t('Second factor')}</h2>
        <span className="state" data-tone={on ? 'good' : 'warn'}>
          {on ? t('On') : t('Off')}
        </span>
      </div>
      <p className="quiet">
        {t(
          'A code from an app on your phone, asked for after the password. Whoever only knows the password stays out.',
        )}
      </p>
      <Button variant={on ? 'default' : 'filled'} onClick={() => setOpen(true)}>
        {on ? t('Turn off') : t('Set up')}
      </Button>
      <Modal opened={open} onClose={() => void close()} closeOnClickOutside={!start.isSuccess} title={title}>
        {start.isSuccess && !on ? (
          <SetUpApp uri={start.data.uri} backupCodes={start.data.backupCodes} onDone={() => void close()} />
        ) : (
          <form className="stack" onSubmit={submit}>
            <PasswordInput
              label={t('Current password')}
              autoComplete="current-password"
              value={password}
              required
              withAsterisk={false}
              data-autofocus
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {asking.isError && <Problem error={asking.error} />}
            <div className="dialog-actions">
              <Button variant="default" onClick={() => void close()}>
                {t('Cancel')}
              </Button>
              <Button type="submit" color={on ? 'red' : 'foyer'} loading={asking.isPending}>
                {on ? t('Turn off') : t('Go on')}
              </Button>
            </div>
          </form>
        )}
      </Modal>
    </section>
  );
}
