import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { InvitationBody } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { NewPassword } from '../../parts/NewPassword.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { ROLE_SAYS, roleName } from '../../parts/role-names.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { openLink } from '../../session.ts';
import { CodeForm } from './CodeForm.tsx';
import { acceptInvitation, lookUpInvitation, useEntry } from './use-entry.ts';

/** A colleague's invitation, or the set-up of the first owner. */
export function InvitationForm({ token }: { token: string }) {
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => lookUpInvitation(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  usePageTitle(t('Your account'));
  return (
    <>
      <Query result={invitation}>{(found) => <Accept token={token} invitation={found} />}</Query>
      {invitation.isError && (
        <Button variant="subtle" size="compact-sm" onClick={() => openLink(undefined)}>
          {t('Go to sign-in')}
        </Button>
      )}
    </>
  );
}

function Accept({ token, invitation }: { token: string; invitation: InvitationBody }) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState(false);
  const enter = useEntry(acceptInvitation);
  const setup = invitation.email === null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    const own = { token, name: name.trim(), password, ...(setup ? { email: email.trim() } : {}) };
    enter.mutate(own, { onSuccess: ({ outcome }) => setCode(outcome === 'second-factor') });
  }

  if (code) return <CodeForm onBack={() => openLink(undefined)} />;
  return (
    <form className="stack" onSubmit={submit}>
      <h1 className="section-title">{setup ? t('Set up the owner’s account') : t('Make your account')}</h1>
      <p className="quiet">
        {setup
          ? t('You are the first here. The owner may do everything, and invites the others.')
          : t('You are invited as {role}. {says}', {
              role: roleName(invitation.role),
              says: t(ROLE_SAYS[invitation.role]),
            })}
      </p>
      <TextInput
        label={t('Your name')}
        description={t('Colleagues see it, and visitors when you answer them.')}
        autoComplete="name"
        value={name}
        maxLength={120}
        required
        withAsterisk={false}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('E-mail')}
        type="email"
        autoComplete="username"
        value={invitation.email ?? email}
        readOnly={!setup}
        required
        withAsterisk={false}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <NewPassword label={t('Password')} value={password} onChange={setPassword} />
      {enter.isError && <Problem error={enter.error} />}
      <Button type="submit" fullWidth loading={enter.isPending}>
        {t('Make the account')}
      </Button>
    </form>
  );
}
