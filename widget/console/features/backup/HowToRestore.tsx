import type { BackupsBody } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { CopyBlock } from '../../parts/CopyBlock.tsx';

/** For whoever looks after the machine. */
export function HowToRestore({ body: { folder, kept } }: { body: BackupsBody }) {
  const name = kept[0]?.name ?? 'foyer-….db';
  const file = folder === null ? name : `${folder}/${name}`;
  const command = `FOYER_DATA=/srv/foyer-new npm run foyer -- restore ${file}`;
  return (
    <section className="card" aria-labelledby="how-to-restore">
      <h2 id="how-to-restore">{t('To begin anew with a backup')}</h2>
      <ol className="restore-steps">
        <li>{t('Stop Foyer, if it still runs.')}</li>
        <li>
          {name.endsWith('.age')
            ? t(
                'On the machine, with FOYER_BACKUP_KEY set as it was, begin a new data folder with the backup:',
              )
            : t('On the machine, begin a new data folder with the backup:')}
        </li>
      </ol>
      <CopyBlock text={command} label={t('Copy the command')} />
      <ol className="restore-steps" start={3}>
        <li>
          {t(
            'Put the file secret-key of the old data folder into the new one. It is in no backup, so that whoever finds one cannot use the secrets in it: keep it too, in another place.',
          )}
        </li>
        <li>
          {t(
            'Start Foyer with FOYER_DATA set to the new folder. What happened after the backup is not there.',
          )}
        </li>
      </ol>
    </section>
  );
}
