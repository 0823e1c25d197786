import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { UserRoleName } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { ROLE_SAYS, roleName, USER_ROLES } from '../../parts/role-names.ts';
import { MadeLinkDialog } from './MadeLinkDialog.tsx';
import { invitePerson, teamQuery } from './queries.ts';

/** Makes a link with which a colleague makes an account. */
export function InvitePerson() {
  const queries = useQueryClient();
  const owns = useMay()('team:own');
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<UserRoleName>('agent');
  const invite = useMutation({
    mutationFn: () => invitePerson({ email: email.trim(), role }),
    onSuccess: () => {
      setOpen(false);
      return queries.invalidateQueries({ queryKey: teamQuery().queryKey });
    },
  });

  function close(): void {
    setOpen(false);
    setEmail('');
    invite.reset();
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    invite.mutate();
  }

  const roles = USER_ROLES.filter((one) => owns || one !== 'owner');
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('Invite a person')}</Button>
      <Modal opened={open} onClose={close} title={t('Invite a person')}>
        <form className="stack" onSubmit={submit}>
          <TextInput
            label={t('E-mail')}
            description={t('They will sign in with it.')}
            type="email"
            value={email}
            required
            withAsterisk={false}
            data-autofocus
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('Role')}
            description={t(ROLE_SAYS[role])}
            value={role}
            data={roles.map((value) => ({ value, label: roleName(value) }))}
            onChange={(event) => setRole(event.currentTarget.value as UserRoleName)}
          />
          {invite.isError && <Problem error={invite.error} />}
          <div className="dialog-actions">
            <Button variant="default" onClick={close}>
              {t('Cancel')}
            </Button>
            <Button type="submit" loading={invite.isPending}>
              {t('Make the invitation')}
            </Button>
          </div>
        </form>
      </Modal>
      <MadeLinkDialog
        title={t('Invitation for {email}', { email })}
        says={
          invite.data?.mailed
            ? t('The link was sent by mail. You can hand it on yourself, too: it works once, for seven days.')
            : t('Send this link to them yourself: it works once, for seven days, and is not shown again.')
        }
        url={invite.data?.url}
        onClose={close}
      />
    </>
  );
}
