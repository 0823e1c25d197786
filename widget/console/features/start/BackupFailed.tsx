import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { backupsQuery } from '../../queries/backups.ts';

/** Told where everyone lands: nobody looks at backups until they are needed. */
export function BackupFailed({ botId }: { botId: string }) {
  const { data } = useQuery(backupsQuery());
  if (data?.last?.state !== 'failed') return null;
  return (
    <p className="problem" role="alert">
      {t('The last backup failed.')}{' '}
      <Link to="/$botId/settings/backup" params={{ botId }}>
        {t('See why')}
      </Link>
    </p>
  );
}
