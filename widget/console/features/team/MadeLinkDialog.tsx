import { Modal } from '@mantine/core';
import { t } from '../../i18n/t.ts';
import { ToldOnce } from '../../parts/ToldOnce.tsx';

type Props = { title: string; says: string; url: string | undefined; onClose(): void };

/** A link that is told once. */
export function MadeLinkDialog({ title, says, url, onClose }: Props) {
  return (
    <Modal opened={url !== undefined} onClose={onClose} closeOnClickOutside={false} title={title}>
      <ToldOnce says={says} text={url ?? ''} copy={t('Copy the link')} onDone={onClose} />
    </Modal>
  );
}
