import { Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { DialogEnd } from '../../parts/DialogEnd.tsx';
import { createWord, type OwnWord, updateWord } from '../../queries/words.ts';
import { useRefreshWords } from './use-refresh-words.ts';

type Props = {
  botId: string;
  /** Undefined for a new one. */
  word: OwnWord | undefined;
  /** A visitor's question that shows the word. */
  question?: string | undefined;
  opened: boolean;
  onClose(): void;
};

export function WordForm({ botId, word, question, opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={word ? t('Change what customers call it') : t('What do customers call it?')}
    >
      {/* Only while it is open, so that each opening begins with what is kept. */}
      {opened && <Fields botId={botId} word={word} question={question} onClose={onClose} />}
    </Modal>
  );
}

function Fields({ botId, word, question, onClose }: Omit<Props, 'opened'>) {
  const [draft, setDraft] = useState({
    customersSay: word?.customersSay ?? '',
    pagesSay: word?.pagesSay.join(', ') ?? '',
    note: word?.note ?? '',
  });
  const refresh = useRefreshWords(botId);
  const save = useMutation({
    mutationFn: () => {
      const content = { ...draft, pagesSay: [draft.pagesSay] };
      return word ? updateWord(word, content) : createWord(botId, content);
    },
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
      {question && <p className="small">{t('A visitor asked: “{question}”', { question })}</p>}
      <TextInput
        label={t('What customers say')}
        description={t('A word or a short phrase, in any language. Plurals are recognised.')}
        placeholder={t('the Flexi')}
        required
        withAsterisk={false}
        maxLength={80}
        data-autofocus
        {...field('customersSay')}
      />
      <TextInput
        label={t('What your pages say')}
        description={t('As it stands there; several with commas between them, four at most.')}
        placeholder={t('annual membership')}
        required
        withAsterisk={false}
        maxLength={330}
        {...field('pagesSay')}
      />
      <Textarea
        label={t('Note')}
        description={t('For colleagues, if you like.')}
        autosize
        maxLength={300}
        {...field('note')}
      />
      <DialogEnd save={save} onReload={word && (() => void refresh())} onClose={onClose} />
    </form>
  );
}
