import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { UserRoleName } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMay, useMe } from '../../me.tsx';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { formatTime } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import { roleName, USER_ROLES } from '../../parts/role-names.ts';
import { MadeLinkDialog } from './MadeLinkDialog.tsx';
import { changePerson, makeResetLink, type Person, type PersonChange, teamQuery } from './queries.ts';

/** One colleague: role, password link, second factor, in or out. */
export function PersonItem({ person }: { person: Person }) {
  const queries = useQueryClient();
  const me = useMe();
  const owns = useMay()('team:own');
  const [link, setLink] = useState<string>();
  const change = useMutation({
    mutationFn: (wanted: PersonChange) => changePerson(person.id, wanted),
    onSuccess: (team) => queries.setQueryData(teamQuery().queryKey, team),
  });
  const reset = useMutation({
    mutationFn: () => makeResetLink(person.id),
    onSuccess: ({ url }) => setLink(url),
  });
  const mine = person.email === me.email;
  const fixed = person.role === 'owner' && !owns;
  const { name } = person;

  return (
    <li>
      <div>
        <strong>{name}</strong> {mine && <span className="quiet small">{t('(you)')}</span>}{' '}
        {person.disabled && (
          <span className="state" data-tone="bad">
            {t('Disabled')}
          </span>
        )}
        <p className="quiet small">
          {person.email} · {person.secondFactor ? t('with second factor') : t('without second factor')} ·{' '}
          {person.lastSeenAt === null
            ? t('not signed in')
            : t('last here {time}', { time: formatTime(person.lastSeenAt) })}
        </p>
        {change.isError && <Problem error={change.error} />}
        {reset.isError && <Problem error={reset.error} />}
      </div>
      <div className="row">
        <NativeSelect
          className="person-role"
          size="sm"
          aria-label={t('Role of {name}', { name })}
          value={person.role}
          disabled={fixed || change.isPending}
          data={USER_ROLES.filter((role) => owns || role !== 'owner' || person.role === 'owner').map(
            (role) => ({
              value: role,
              label: roleName(role),
            }),
          )}
          onChange={(event) => change.mutate({ role: event.currentTarget.value as UserRoleName })}
        />
        {!fixed && !mine && (
          <>
            <Button
              variant="subtle"
              size="xs"
              aria-label={t('New password link for {name}', { name })}
              loading={reset.isPending}
              onClick={() => reset.mutate()}
            >
              {t('Password link')}
            </Button>
            {person.secondFactor && (
              <ConfirmButton
                label={t('Second factor off')}
                name={t('Take the second factor of {name} off', { name })}
                title={t('Take the second factor off?')}
                confirm={t('Take off')}
                onConfirm={() => change.mutateAsync({ secondFactor: false })}
              >
                {t(
                  'For a lost phone. {name} then signs in with the password alone, until it is set up again.',
                  {
                    name,
                  },
                )}
              </ConfirmButton>
            )}
            {person.disabled ? (
              <Button
                variant="subtle"
                size="xs"
                aria-label={t('Enable {name}', { name })}
                onClick={() => change.mutate({ disabled: false })}
              >
                {t('Enable')}
              </Button>
            ) : (
              <ConfirmButton
                label={t('Disable')}
                name={t('Disable {name}', { name })}
                title={t('Disable this account?')}
                confirm={t('Disable')}
                onConfirm={() => change.mutateAsync({ disabled: true })}
              >
                {t(
                  '{name} is signed out everywhere at once and cannot come back until you enable the account.',
                  {
                    name,
                  },
                )}
              </ConfirmButton>
            )}
          </>
        )}
      </div>
      <MadeLinkDialog
        title={t('A link for {name}', { name })}
        says={t('It sets a new password once, within an hour. Hand it on yourself, on a way you trust.')}
        url={link}
        onClose={() => setLink(undefined)}
      />
    </li>
  );
}
