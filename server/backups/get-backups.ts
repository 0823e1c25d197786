import { systemProblem } from '../base/index.ts';
import type { BackupRun, BackupsBody } from '../contract/index.ts';
import { listJobs } from '../jobs/index.ts';
import type { BackupDeps } from './backup-deps.ts';
import { listBackups } from './backup-files.ts';
import { BACKUP_JOBS } from './backup-input.ts';
import { backupRunOf } from './backup-run.ts';
import { nextHour } from './night-hours.ts';

/** What there is of backups: the one that is made, the last one that ended, those kept, when the next is due. */
export async function getBackups({
  store,
  clock,
  config,
}: Omit<BackupDeps, 'metrics'>): Promise<BackupsBody> {
  const { folder, hour, keep } = config.backups;
  const encrypted = config.backups.key !== undefined;
  if (store.dialect !== 'sqlite') {
    return {
      engine: 'postgres',
      folder: null,
      keep,
      encrypted,
      nextAt: null,
      running: null,
      last: null,
      problem: null,
      kept: [],
    };
  }
  const runs: BackupRun[] = [];
  for (const kind of Object.values(BACKUP_JOBS)) {
    runs.push(...(await listJobs({ store }, { kind, limit: 2 })).map(backupRunOf));
  }
  runs.sort((a, b) => b.createdAt - a.createdAt);
  const isGoingOn = ({ state }: BackupRun) => state === 'waiting' || state === 'running';
  return {
    engine: 'sqlite',
    folder,
    keep,
    encrypted,
    nextAt: hour === undefined ? null : nextHour(clock.now(), hour),
    running: runs.find(isGoingOn) ?? null,
    last: runs.find((run) => !isGoingOn(run)) ?? null,
    ...(await filesIn(folder)),
  };
}

/** The page is there to tell of a folder that is gone, too. */
async function filesIn(folder: string): Promise<Pick<BackupsBody, 'problem' | 'kept'>> {
  try {
    return { problem: null, kept: await listBackups(folder) };
  } catch (thrown) {
    const problem = `The folder of backups, ${folder}, cannot be read: ${systemProblem(thrown)}.`;
    return { problem, kept: [] };
  }
}
