import { Checkbox, Modal, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { DialogEnd } from '../../parts/DialogEnd.tsx';
import { createTest, type TestQuestion, testsKey, updateTest } from '../../queries/tests.ts';
import { draftOfTest, EMPTY_TEST, newTestOf, type TestDraft, testChangesOf } from './test-draft.ts';

type Props = {
  botId: string;
  /** A test to change, the question of a new one, or none while it is closed. */
  edited: TestQuestion | string | undefined;
  onClose(): void;
};

export function TestForm({ botId, edited, onClose }: Props) {
  const isNew = typeof edited === 'string';
  return (
    <Modal
      opened={edited !== undefined}
      onClose={onClose}
      size="lg"
      title={isNew ? t('New test') : t('Change a test')}
    >
      {edited !== undefined && <Fields botId={botId} edited={edited} onClose={onClose} />}
    </Modal>
  );
}

function Fields({ botId, edited, onClose }: Props & { edited: TestQuestion | string }) {
  const queries = useQueryClient();
  const test = typeof edited === 'string' ? undefined : edited;
  const [draft, setDraft] = useState<TestDraft>(() =>
    typeof edited === 'string' ? { ...EMPTY_TEST, question: edited } : draftOfTest(edited),
  );
  const refresh = () => queries.invalidateQueries({ queryKey: testsKey(botId) });
  const save = useMutation({
    mutationFn: () => (test ? updateTest(test, testChangesOf(draft)) : createTest(botId, newTestOf(draft))),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });

  function set(change: Partial<TestDraft>): void {
    setDraft((known) => ({ ...known, ...change }));
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }

  return (
    <form className="stack" onSubmit={submit}>
      <Textarea
        label={t('Question')}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        data-autofocus
        value={draft.question}
        onChange={(event) => set({ question: event.currentTarget.value })}
      />
      <Checkbox
        label={t('The documents hold the answer')}
        description={t('Without the tick, declining is the right reply.')}
        checked={draft.answerable}
        onChange={(event) => set({ answerable: event.currentTarget.checked })}
      />
      {draft.answerable && (
        <>
          <Textarea
            label={t('Ideal answer')}
            description={t('What a good colleague would say; answers are measured by their likeness to it.')}
            autosize
            minRows={2}
            value={draft.reference}
            onChange={(event) => set({ reference: event.currentTarget.value })}
          />
          <Textarea
            label={t('Key facts')}
            description={t('Words that every right answer holds, one a line: £12, 30 days.')}
            autosize
            minRows={2}
            value={draft.mustInclude}
            onChange={(event) => set({ mustInclude: event.currentTarget.value })}
          />
          <Textarea
            label={t('Documents that answer it')}
            description={t('Their names under Knowledge, one a line.')}
            autosize
            minRows={1}
            value={draft.goldDocuments}
            onChange={(event) => set({ goldDocuments: event.currentTarget.value })}
          />
        </>
      )}
      <NativeSelect
        label={t('Set')}
        value={draft.split}
        data={[
          { value: 'heldout', label: t('Final: decides whether a version may be published') },
          { value: 'dev', label: t('Practice: to look at and to tune by; decides nothing') },
        ]}
        onChange={(event) => set({ split: event.currentTarget.value === 'dev' ? 'dev' : 'heldout' })}
      />
      <Checkbox
        label={t('Must pass')}
        description={t('A version that fails it does not pass the gate.')}
        checked={draft.mustPass}
        onChange={(event) => set({ mustPass: event.currentTarget.checked })}
      />
      <DialogEnd
        save={save}
        onReload={test && (() => void refresh())}
        disabled={draft.question.trim() === ''}
        onClose={onClose}
      />
    </form>
  );
}
