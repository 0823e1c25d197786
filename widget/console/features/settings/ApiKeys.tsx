import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ApiKeyBody } from '../../../../server/contract/index.ts';
import { ApiError } from '../../api.ts';
import { msg, t } from '../../i18n/t.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { formatTime } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { ToldOnce } from '../../parts/ToldOnce.tsx';
import { createKey, keysQuery, revokeKey } from '../../queries.ts';

type Role = ApiKeyBody['role'];

const ROLE_LABEL: Record<Role, string> = {
  admin: msg('Admin: everything'),
  staff: msg('Staff: run the bots'),
  integrator: msg('Integrator: ask, and feed documents'),
  reader: msg('Reader: look only'),
};

/** Keys open the console and the programming interface. */
export function ApiKeys() {
  const keys = useQuery(keysQuery());
  const [making, setMaking] = useState(false);
  if (keys.error instanceof ApiError && keys.error.code === 'forbidden') return null;
  return (
    <section className="card" aria-labelledby="keys-title">
      <div className="row">
        <h2 id="keys-title">{t('API keys')}</h2>
        <span className="row-end">
          <Button variant="default" size="sm" onClick={() => setMaking(true)}>
            {t('New key')}
          </Button>
        </span>
      </div>
      <p className="quiet">
        {t('A key opens this console or lets a program of yours in. Give each person and program its own.')}
      </p>
      <Query result={keys}>
        {(all) => (
          <ul className="plain keys">
            {all
              .filter((key) => key.revokedAt === null)
              .map((key) => (
                <KeyItem key={key.id} apiKey={key} />
              ))}
          </ul>
        )}
      </Query>
      <NewKey opened={making} onClose={() => setMaking(false)} />
    </section>
  );
}

function KeyItem({ apiKey }: { apiKey: ApiKeyBody }) {
  const queries = useQueryClient();
  const used =
    apiKey.lastUsedAt === null
      ? t('never used')
      : t('last used {time}', { time: formatTime(apiKey.lastUsedAt) });
  return (
    <li>
      <div>
        <strong>{apiKey.name}</strong>
        <p className="quiet small">
          {t(ROLE_LABEL[apiKey.role])} ·{' '}
          {apiKey.botId === null ? t('every bot') : t('bot {id}', { id: apiKey.botId })} · {used}
        </p>
      </div>
      <ConfirmButton
        label={t('Revoke')}
        name={t('Revoke {name}', { name: apiKey.name })}
        title={t('Revoke this key?')}
        confirm={t('Revoke')}
        onConfirm={async () => {
          await revokeKey(apiKey.id);
          await queries.invalidateQueries({ queryKey: keysQuery().queryKey });
        }}
      >
        {t(
          'Whoever uses “{name}” is locked out with the next request. This cannot be undone; a new key can be made at any time.',
          { name: apiKey.name },
        )}
      </ConfirmButton>
    </li>
  );
}

function NewKey({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('staff');
  const create = useMutation({
    mutationFn: () => createKey({ name: name.trim(), role }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keysQuery().queryKey }),
  });

  function close(): void {
    setName('');
    create.reset();
    onClose();
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate();
  }

  return (
    <Modal opened={opened} onClose={close} closeOnClickOutside={!create.isSuccess} title={t('New API key')}>
      {create.isSuccess ? (
        <ToldOnce
          says={t('Copy this key now. It is shown once and cannot be seen again.')}
          text={create.data.secret}
          copy={t('Copy the key')}
          onDone={close}
        />
      ) : (
        <form className="stack" onSubmit={submit}>
          <TextInput
            label={t('Name')}
            description={t('Who or what will use it.')}
            value={name}
            maxLength={120}
            required
            withAsterisk={false}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('May do')}
            value={role}
            data={Object.entries(ROLE_LABEL).map(([value, label]) => ({ value, label: t(label) }))}
            onChange={(event) => setRole(event.currentTarget.value as Role)}
          />
          {create.isError && <Problem error={create.error} />}
          <div className="dialog-actions">
            <Button variant="default" onClick={close}>
              {t('Cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('Make the key')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
