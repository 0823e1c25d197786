import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { NewPassword } from '../../parts/NewPassword.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { changePassword, sessionsQuery } from './queries.ts';

export function PasswordChange() {
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      setCurrent('');
      setNext('');
      return queries.invalidateQueries({ queryKey: sessionsQuery().queryKey });
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    change.mutate({ current, next });
  }

  return (
    <form className="card" aria-labelledby="password-title" onSubmit={submit}>
      <h2 id="password-title">{t('Password')}</h2>
      <p className="quiet">{t('A new password signs you out on every other device.')}</p>
      <PasswordInput
        label={t('Current password')}
        autoComplete="current-password"
        value={current}
        required
        withAsterisk={false}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <NewPassword label={t('New password')} value={next} onChange={setNext} />
      {change.isError && <Problem error={change.error} />}
      <div className="row">
        <Button type="submit" loading={change.isPending}>
          {t('Change the password')}
        </Button>
        <span role="status" className="small done-note">
          {change.isSuccess ? t('Saved.') : ''}
        </span>
      </div>
    </form>
  );
}
