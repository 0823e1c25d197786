import { Button } from '@mantine/core';
import { t } from '../i18n/t.ts';
import { useMay } from '../me.tsx';
import { NewerSettings } from './NewerSettings.tsx';
import { Problem } from './Problem.tsx';
import type { SavingBot } from './use-save-bot.ts';

type Props = { botId: string; save: SavingBot; isSaved: boolean };

/** The end of a form of settings: the button, whether it was saved, what went wrong. */
export function SaveRow({ botId, save, isSaved }: Props) {
  const may = useMay();
  return (
    <>
      {save.isError && <Problem error={save.error} />}
      <div className="row">
        <Button type="submit" loading={save.isPending} disabled={!may('bots:change')}>
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
