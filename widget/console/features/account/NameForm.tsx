import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ProfileBody } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { ROLE_SAYS, roleName } from '../../parts/role-names.ts';
import { changeName, profileQuery } from './queries.ts';

export function NameForm({ profile }: { profile: ProfileBody }) {
  const queries = useQueryClient();
  const [name, setName] = useState(profile.name);
  const save = useMutation({
    mutationFn: () => changeName(name.trim()),
    onSuccess: (saved) => {
      queries.setQueryData(profileQuery().queryKey, saved);
      return queries.invalidateQueries({ queryKey: ['me'] });
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }

  return (
    <form className="card" aria-labelledby="name-title" onSubmit={submit}>
      <h2 id="name-title">{t('Who you are')}</h2>
      <p className="quiet">
        {profile.email} · {roleName(profile.role)}: {t(ROLE_SAYS[profile.role])}
      </p>
      <TextInput
        label={t('Your name')}
        autoComplete="name"
        value={name}
        maxLength={120}
        required
        withAsterisk={false}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {save.isError && <Problem error={save.error} />}
      <div className="row">
        <Button type="submit" loading={save.isPending}>
          {t('Save')}
        </Button>
        <span role="status" className="small done-note">
          {save.isSuccess ? t('Saved.') : ''}
        </span>
      </div>
    </form>
  );
}
