import type { BackupDeps } from './backup-deps.ts';
import { listBackups } from './backup-files.ts';

/** How often making one failed since the start; each attempt counts. */
export const FAILURES = 'foyer_backup_failures_total';
const LAST = 'foyer_backup_last_success_timestamp_seconds';

/**
 * Tells the metrics of the newest backup that is kept, in seconds since the epoch: 0 where there is none or its folder cannot be
 * read, so that what watches its age notices. Nothing is told with PostgreSQL, whose own tools make them.
 */
export function measureBackups({ store, config, log, metrics }: Omit<BackupDeps, 'clock'>): void {
  if (store.dialect !== 'sqlite') return;
  const { folder } = config.backups;
  metrics.count(FAILURES, {}, 0);
  metrics.gauge(LAST, async () => {
    try {
      const [newest] = (await listBackups(folder)).toSorted((a, b) => b.madeAt - a.madeAt);
      return Math.round((newest?.madeAt ?? 0) / 1000);
    } catch (error) {
      log.warn('backups-not-read', { folder, error });
      return 0;
    }
  });
}
