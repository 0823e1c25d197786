import { Button } from '@mantine/core';
import { isConflict } from '../api.ts';
import { t } from '../i18n/t.ts';
import { Problem } from './Problem.tsx';

type Props = {
  save: { isPending: boolean; error: Error | null };
  /** Loads what somebody else has saved in between; left out for what is new. */
  onReload?: (() => void) | undefined;
  disabled?: boolean;
  onClose(): void;
};

/** The end of a form in a dialog: what went wrong, the way on where somebody else was faster, and the buttons. */
export function DialogEnd({ save: { isPending, error }, onReload, disabled = false, onClose }: Props) {
  return (
    <>
      {error && <Problem error={error} />}
      <div className="dialog-actions">
        {onReload && isConflict(error) && (
          <Button
            variant="default"
            onClick={() => {
              onReload();
              onClose();
            }}
          >
            {t('Close and load the newer one')}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button type="submit" disabled={disabled} loading={isPending}>
          {t('Save')}
        </Button>
      </div>
    </>
  );
}
