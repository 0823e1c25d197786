import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { useMay, useMe } from '../../me.tsx';
import type { Topic } from '../../queries/topics.ts';
import { teamQuery } from '../team/queries.ts';

type Props = {
  topic: Topic;
  /** Who has topics already. */
  colleagues: readonly string[];
  opened: boolean;
  busy: boolean;
  /** Null: nobody. */
  onAssign(name: string | null): void;
  onClose(): void;
};

export function AssignDialog(props: Props) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('Who looks after this?')} centered>
      {props.opened && <Fields {...props} />}
    </Modal>
  );
}

/** Names are proposed as far as this person may see them; any other can be written. */
function Fields({ topic, colleagues, busy, onAssign }: Props) {
  const me = useMe();
  const mayList = useMay()('team:manage');
  const team = useQuery({ ...teamQuery(), enabled: mayList }).data?.people ?? [];
  const [name, setName] = useState(topic.assignee ?? me.name);
  const listId = useId();
  const names = new Set([me.name, ...colleagues, ...team.map((person) => person.name)]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    onAssign(name.trim());
  }

  return (
    <form className="stack" onSubmit={submit}>
      <p className="quiet small">{topic.label}</p>
      <TextInput
        label={t('Name')}
        data-autofocus
        required
        withAsterisk={false}
        maxLength={200}
        list={listId}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <datalist id={listId}>
        {[...names].map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
      <div className="dialog-actions">
        {topic.assignee !== undefined && (
          <Button variant="default" disabled={busy} onClick={() => onAssign(null)}>
            {t('Nobody')}
          </Button>
        )}
        <Button type="submit" loading={busy} disabled={name.trim() === ''}>
          {t('Assign')}
        </Button>
      </div>
    </form>
  );
}
