import { Progress } from '@mantine/core';
import type { BackupRun, BackupsBody } from '../../../../server/contract/index.ts';
import { said, t } from '../../i18n/t.ts';
import { formatBytes, formatTime } from '../../parts/format.ts';

/** How the last one went, the one that is made, and when the next is. */
export function LastBackup({ body }: { body: BackupsBody }) {
  const { running, last, nextAt, folder, keep } = body;
  return (
    <section className="card" aria-labelledby="last-backup">
      <h2 id="last-backup">{t('Last backup')}</h2>
      {running && <HowFar run={running} />}
      {last ? <Outcome run={last} body={body} /> : !running && <p>{t('None was made yet.')}</p>}
      <p className="quiet backup-name">
        {nextAt === null
          ? t('None is made at night: your operator has switched it off (FOYER_BACKUP_HOUR).')
          : t('The next is made by itself {time}.', { time: formatTime(nextAt) })}{' '}
        {t(
          'Kept are, of those made at night and of those made by hand, the newest {keep} each, in {folder}.',
          { keep, folder: folder ?? '' },
        )}
      </p>
    </section>
  );
}

function HowFar({ run: { state, progress, error } }: { run: BackupRun }) {
  const share = progress && progress.total > 0 ? (100 * progress.done) / progress.total : 0;
  return (
    <div className="backup-progress">
      <p role="status">
        {state === 'waiting' && error
          ? t('The last try failed; it is tried again in a moment.')
          : t('A backup is being made. You can leave this page.')}
      </p>
      <Progress value={share} animated aria-label={t('How far the backup is')} />
      {state === 'waiting' && error && <p className="problem">{said(error.message)}</p>}
    </div>
  );
}

function Outcome({ run, body }: { run: BackupRun; body: BackupsBody }) {
  const file = body.kept.find(({ name }) => name === run.name);
  const time = formatTime(run.createdAt);
  if (run.state === 'failed') {
    return (
      <>
        <p className="row">
          <span className="state" data-tone="bad">
            {t('Failed')}
          </span>
          {time}
        </p>
        <p className="problem" role="alert">
          {run.error && said(run.error.message)}
        </p>
      </>
    );
  }
  return (
    <p className="row">
      <span className="state" data-tone={run.state === 'done' ? 'good' : 'warn'}>
        {run.state === 'done' ? t('It worked') : t('Broken off')}
      </span>
      {file ? `${time} · ${formatBytes(file.bytes)}` : time}
    </p>
  );
}
