import { Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CannedReply } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { DialogEnd } from '../../parts/DialogEnd.tsx';
import { cannedRepliesQuery, saveCannedReply } from '../../queries/inbox-extras.ts';

type Props = { botId: string; known: CannedReply | undefined; onDone(): void };

export function CannedForm({ botId, known, onDone }: Props) {
  const queries = useQueryClient();
  const [shortcut, setShortcut] = useState(known?.shortcut ?? '');
  const [text, setText] = useState(known?.text ?? '');
  const save = useMutation({
    mutationFn: () => saveCannedReply(botId, { shortcut: shortcut.trim(), text }, known),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: cannedRepliesQuery(botId).queryKey });
      onDone();
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }

  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label={t('Shortcut')}
        description={t('One word. Written after a slash as the whole message, it becomes the text.')}
        required
        withAsterisk={false}
        maxLength={40}
        value={shortcut}
        data-autofocus
        onChange={(event) => setShortcut(event.currentTarget.value)}
      />
      <Textarea
        label={t('Text')}
        required
        withAsterisk={false}
        autosize
        minRows={3}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <DialogEnd save={save} onClose={onDone} />
    </form>
  );
}
