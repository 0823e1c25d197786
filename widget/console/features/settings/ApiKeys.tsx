import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ApiKeyBody } from '../../../../server/contract/index.ts';
import { ApiError } from '../../api.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { CopyBlock } from '../../parts/CopyBlock.tsx';
import { formatTime } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { createKey, keysQuery, revokeKey } from '../../queries.ts';

type Role = ApiKeyBody['role'];

const ROLE_LABEL: Record<Role, string> = {
  admin: 'Admin: everything',
  staff: 'Staff: run the bots',
  integrator: 'Integrator: ask, and feed documents',
  reader: 'Reader: look only',
};

/** Keys open the console and the programming interface. */
export function ApiKeys() {
  const keys = useQuery(keysQuery());
  const [making, setMaking] = useState(false);
  if (keys.error instanceof ApiError && keys.error.code === 'forbidden') return null;
  return (
    <section className="card" aria-labelledby="keys-title">
      <div className="row">
        <h2 id="keys-title">API keys</h2>
        <span className="row-end">
          <Button variant="default" size="sm" onClick={() => setMaking(true)}>
            New key
          </Button>
        </span>
      </div>
      <p className="quiet">
        A key opens this console or lets a program of yours in. Give each person and program its own.
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
  const used = apiKey.lastUsedAt === null ? 'never used' : `last used ${formatTime(apiKey.lastUsedAt)}`;
  return (
    <li>
      <div>
        <strong>{apiKey.name}</strong>
        <p className="quiet small">
          {ROLE_LABEL[apiKey.role]} · {apiKey.botId === null ? 'every bot' : `bot ${apiKey.botId}`} · {used}
        </p>
      </div>
      <ConfirmButton
        label="Revoke"
        name={`Revoke ${apiKey.name}`}
        title="Revoke this key?"
        confirm="Revoke"
        onConfirm={async () => {
          await revokeKey(apiKey.id);
          await queries.invalidateQueries({ queryKey: keysQuery().queryKey });
        }}
      >
        Whoever uses “{apiKey.name}” is locked out with the next request. This cannot be undone; a new key can
        be made at any time.
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
    <Modal opened={opened} onClose={close} closeOnClickOutside={!create.isSuccess} title="New API key">
      {create.isSuccess ? (
        <div className="stack">
          <p className="notice">Copy this key now. It is shown once and cannot be seen again.</p>
          <CopyBlock text={create.data.secret} label="Copy the key" />
          <div className="dialog-actions">
            <Button onClick={close}>Done</Button>
          </div>
        </div>
      ) : (
        <form className="stack" onSubmit={submit}>
          <TextInput
            label="Name"
            description="Who or what will use it."
            value={name}
            maxLength={120}
            required
            withAsterisk={false}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label="May do"
            value={role}
            data={Object.entries(ROLE_LABEL).map(([value, label]) => ({ value, label }))}
            onChange={(event) => setRole(event.currentTarget.value as Role)}
          />
          {create.isError && <Problem error={create.error} />}
          <div className="dialog-actions">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Make the key
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
