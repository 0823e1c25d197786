import { Button } from '@mantine/core';
import type { BackupReason, BackupsBody } from '../../../../server/contract/index.ts';
import { msg, said, t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { formatBytes, formatTime } from '../../parts/format.ts';
import { backupAddress } from '../../queries/backups.ts';

const REASONS: Record<BackupReason, string> = { night: msg('made at night'), hand: msg('made by hand') };

export function KeptBackups({ body: { kept, problem, encrypted } }: { body: BackupsBody }) {
  const may = useMay();
  return (
    <section aria-labelledby="kept-backups">
      <h2 className="section-title" id="kept-backups">
        {t('Kept')}
      </h2>
      {problem !== null && (
        <p className="problem backups" role="alert">
          {said(problem)}
        </p>
      )}
      {problem === null && kept.length === 0 && <p className="quiet">{t('No backups are kept yet.')}</p>}
      {kept.length > 0 && (
        <ul className="plain list backups">
          {kept.map(({ name, bytes, madeAt, reason }) => (
            <li key={name}>
              <div>
                <p className="list-title">{formatTime(madeAt)}</p>
                <p className="quiet small">
                  {t(REASONS[reason])} · {formatBytes(bytes)} · <span className="backup-name">{name}</span>
                </p>
              </div>
              {may('backups:take') && (
                <div className="list-actions">
                  <Button
                    component="a"
                    href={backupAddress(name)}
                    download={name}
                    variant="default"
                    size="xs"
                    aria-label={t('Download {name}', { name })}
                  >
                    {t('Download')}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className="quiet small">
        {may('backups:take')
          ? t(
              'A disk that fails takes the backups on it along: download one now and then, and keep it elsewhere.',
            )
          : t('Only owners can download a backup: everybody’s sessions and accounts are in it.')}{' '}
        {encrypted
          ? t(
              'New ones are encrypted. Without FOYER_BACKUP_KEY nobody can restore them: keep it, in another place.',
            )
          : t(
              'They are not encrypted; conversations and accounts are in them. Your operator can have them encrypted (FOYER_BACKUP_KEY).',
            )}
      </p>
    </section>
  );
}
