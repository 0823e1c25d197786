import { Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { DialogEnd } from '../../parts/DialogEnd.tsx';
import {
  type ApprovedAnswer,
  approvedQuery,
  createApproved,
  updateApproved,
} from '../../queries/approved.ts';
import { type ApprovedDraft, approvedOf, draftOfApproved, EMPTY_APPROVED } from './approved-draft.ts';

type Props = {
  botId: string;
  /** Undefined for a new one. */
  answer: ApprovedAnswer | undefined;
  /** What a new one begins with. */
  begun?: ApprovedDraft | undefined;
  opened: boolean;
  onClose(): void;
};

export function ApprovedForm({ botId, answer, begun, opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={answer ? t('Change an approved answer') : t('New approved answer')}
    >
      {/* Only while it is open, so that each opening begins with what is kept. */}
      {opened && <Fields botId={botId} answer={answer} begun={begun} onClose={onClose} />}
    </Modal>
  );
}

function Fields({ botId, answer, begun = EMPTY_APPROVED, onClose }: Omit<Props, 'opened'>) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => (answer ? draftOfApproved(answer) : begun));
  const refresh = () => queries.invalidateQueries({ queryKey: approvedQuery(botId).queryKey });
  const save = useMutation({
    mutationFn: () =>
      answer ? updateApproved(answer, approvedOf(draft)) : createApproved(botId, approvedOf(draft)),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });

  function field(name: keyof typeof draft) {
    return {
      value: draft[name],
      onChange: (event: { currentTarget: { value: string } }) => {
        const { value } = event.currentTarget;
        setDraft((known) => ({ ...known, [name]: value }));
      },
    };
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }

  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label={t('Question')}
        required
        withAsterisk={false}
        maxLength={400}
        data-autofocus
        {...field('question')}
      />
      <Textarea
        label={t('Other ways to ask it')}
        description={t('One a line. The bot also recognises wordings that are close to these.')}
        autosize
        minRows={2}
        maxRows={8}
        {...field('paraphrases')}
      />
      <Textarea
        label={t('Answer')}
        description={t('Said word for word.')}
        required
        withAsterisk={false}
        maxLength={2_000}
        autosize
        minRows={3}
        {...field('answer')}
      />
      <div className="columns">
        <TextInput
          label={t('Responsible')}
          description={t('Who answers for its being right; you, if left empty.')}
          maxLength={200}
          {...field('owner')}
        />
        <TextInput
          label={t('Last day')}
          description={t('Not said after it; empty: until you change it.')}
          type="date"
          {...field('lastDay')}
        />
      </div>
      <DialogEnd save={save} onReload={answer && (() => void refresh())} onClose={onClose} />
    </form>
  );
}
