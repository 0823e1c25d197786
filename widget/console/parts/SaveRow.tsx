import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { t } from '../i18n/t.ts';
import { useMay } from '../me.tsx';
import { NewerSettings } from './NewerSettings.tsx';
import { Problem } from './Problem.tsx';
import type { SavingBot } from './use-save-bot.ts';

type Props = { botId: string; save: SavingBot; isSaved: boolean };

/** The end of a form of settings: the button, whether it was saved, what went wrong. */
export function SaveRow({ botId, save, isSaved }: Props) {
  const may = useMay();
  const button = useFocusOnceSaved(isSaved);
  return (
    <>
      {save.isError && <Problem error={save.error} />}
      <div className="row">
        <Button ref={button} type="submit" loading={save.isPending} disabled={!may('bots:change')}>
          {t('Save')}
        </Button>
        <span role="status" className="done-note">
          {isSaved && !save.isPending ? t('Saved.') : ''}
        </span>
        <NewerSettings botId={botId} error={save.error} />
      </div>
    </>
  );
}

/** The form is made anew for what was saved: whoever pressed the old button goes on at the new one. */
function useFocusOnceSaved(isSaved: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only how it was made counts.
  useEffect(() => {
    if (isSaved && document.activeElement === document.body) button.current?.focus({ preventScroll: true });
  }, []);
  return button;
}
