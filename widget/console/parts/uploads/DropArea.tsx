import { Button, FileButton } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import type { Audience } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { Icon } from '../Icon.tsx';
import { addFiles } from './uploads.ts';
import './uploads.css';

/** Several files by drop, or through a button that the keyboard reaches. */
export function DropArea({ botId, audience }: { botId: string; audience?: Audience | undefined }) {
  const [over, setOver] = useState(false);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    addFiles(botId, [...event.dataTransfer.files], audience);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the button inside does the same.
    <div
      className="drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" size={26} />
      <p>
        <strong>{t('Drop files here')}</strong>
        <span className="quiet small">
          {t(
            'PDF, Word, PowerPoint, Excel, OpenDocument, RTF, EPUB, e-mail, HTML, Markdown, CSV, text; up to 32 MB each',
          )}
        </span>
      </p>
      <FileButton multiple onChange={(files) => addFiles(botId, files, audience)}>
        {(props) => <Button {...props}>{t('Choose files')}</Button>}
      </FileButton>
    </div>
  );
}
