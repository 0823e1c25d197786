import { Button } from '@mantine/core';
import { t } from '../i18n/t.ts';
import { CopyBlock } from './CopyBlock.tsx';

type Props = { says: string; text: string; copy: string; onDone(): void };

/** In a dialog: what is shown now and never again, to be taken away. */
export function ToldOnce({ says, text, copy, onDone }: Props) {
  return (
    <div className="stack">
      <p className="notice">{says}</p>
      <CopyBlock text={text} label={copy} />
      <div className="dialog-actions">
        <Button onClick={onDone}>{t('Done')}</Button>
      </div>
    </div>
  );
}
