import { Button, Modal } from '@mantine/core';
import { t } from '../../i18n/t.ts';
import { CopyBlock } from '../../parts/CopyBlock.tsx';

type Props = { title: string; says: string; url: string | undefined; onClose(): void };

/** A link that is told once. */
export function MadeLinkDialog({ title, says, url, onClose }: Props) {
  return (
    <Modal opened={url !== undefined} onClose={onClose} closeOnClickOutside={false} title={title}>
      <div className="stack">
        <p className="notice">{says}</p>
        <CopyBlock text={url ?? ''} label={t('Copy the link')} />
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('Done')}</Button>
        </div>
      </div>
    </Modal>
  );
}
