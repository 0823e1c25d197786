import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CannedReply } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { Query } from '../../parts/Query.tsx';
import { cannedRepliesQuery, deleteCannedReply } from '../../queries/inbox-extras.ts';
import { CannedForm } from './CannedForm.tsx';

type Props = { botId: string; opened: boolean; onClose(): void; onPick(text: string): void };

/** Texts that are sent often: picked here, and kept here. */
export function CannedReplies({ botId, opened, onClose, onPick }: Props) {
  const [find, setFind] = useState('');
  const [editing, setEditing] = useState<CannedReply | 'new'>();
  const replies = useQuery({ ...cannedRepliesQuery(botId), enabled: opened });

  function close(): void {
    setEditing(undefined);
    setFind('');
    onClose();
  }

  return (
    <Modal opened={opened} onClose={close} size="lg" title={t('Canned replies')}>
      {editing ? (
        <CannedForm
          botId={botId}
          known={editing === 'new' ? undefined : editing}
          onDone={() => setEditing(undefined)}
        />
      ) : (
        <div className="stack">
          <TextInput
            label={t('Find')}
            type="search"
            data-autofocus
            value={find}
            onChange={(event) => setFind(event.currentTarget.value)}
          />
          <Query result={replies}>
            {(all) => (
              <Choices
                botId={botId}
                replies={all.filter((reply) => fits(reply, find))}
                onEdit={setEditing}
                onPick={(text) => {
                  onPick(text);
                  close();
                }}
              />
            )}
          </Query>
          <div className="dialog-actions">
            <Button variant="default" onClick={() => setEditing('new')}>
              {t('New canned reply')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}

type ChoicesProps = {
  botId: string;
  replies: readonly CannedReply[];
  onEdit(reply: CannedReply): void;
  onPick(text: string): void;
};

function Choices({ botId, replies, onEdit, onPick }: ChoicesProps) {
  const queries = useQueryClient();
  if (replies.length === 0) return <p className="quiet">{t('None. Keep a text that you send often.')}</p>;
  return (
    <ul className="plain list">
      {replies.map((reply) => (
        <li key={reply.id}>
          <div>
            <strong>/{reply.shortcut}</strong>
            <p className="small clamp">{reply.text}</p>
          </div>
          <div className="list-actions">
            <Button
              size="xs"
              onClick={() => onPick(reply.text)}
              aria-label={t('Use {name}', { name: reply.shortcut })}
            >
              {t('Use')}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              aria-label={t('Change {name}', { name: reply.shortcut })}
              onClick={() => onEdit(reply)}
            >
              {t('Change')}
            </Button>
            <ConfirmButton
              label={t('Delete')}
              name={t('Delete {name}', { name: reply.shortcut })}
              title={t('Delete this canned reply?')}
              confirm={t('Delete')}
              onConfirm={async () => {
                await deleteCannedReply(botId, reply.id);
                await queries.invalidateQueries({ queryKey: cannedRepliesQuery(botId).queryKey });
              }}
            >
              {t('It is gone for everybody. What was sent with it stays.')}
            </ConfirmButton>
          </div>
        </li>
      ))}
    </ul>
  );
}

function fits({ shortcut, text }: CannedReply, find: string): boolean {
  return `${shortcut} ${text}`.toLowerCase().includes(find.trim().toLowerCase());
}
