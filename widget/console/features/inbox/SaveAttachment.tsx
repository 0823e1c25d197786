import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ConversationMessage } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { readAttachment } from '../../queries/inbox.ts';

type Part = ConversationMessage['parts'][number];
export type Attachment = Extract<Part, { type: 'data-attachment' }>;

type Props = { place: { botId: string; conversationId: string }; attachment: Attachment };

/** A file of the visitor: saved, not shown, since it may be anything. */
export function SaveAttachment({ place, attachment: { id, data } }: Props) {
  const save = useMutation({
    mutationFn: async () => saveFile(await readAttachment(place, id), data.name),
  });
  return (
    <>
      <Button variant="default" size="xs" loading={save.isPending} onClick={() => save.mutate()}>
        {t('Save the file “{name}”', { name: data.name })}
      </Button>
      {save.isError && <Problem error={save.error} />}
    </>
  );
}
