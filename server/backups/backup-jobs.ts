import { existsSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, systemProblem } from '../base/index.ts';
import type { Job, JobControl, JobHandlers } from '../jobs/index.ts';
import { backUpApart, measureDatabase } from '../store/index.ts';
import type { BackupDeps } from './backup-deps.ts';
import { removeOldBackups, sweepUnfinished } from './backup-files.ts';
import { BACKUP_JOBS, backupInputSchema } from './backup-input.ts';
import { FAILURES } from './measure-backups.ts';

/** Pages that visitors write meanwhile, and the folder's own. */
const SPARE_BYTES = 16 * 2 ** 20;

/** The work on backups, those of the night and those by hand. */
export function backupJobs(deps: BackupDeps): JobHandlers {
  const work = (job: Job, control: JobControl) => makeBackup(deps, job, control);
  return { [BACKUP_JOBS.night]: work, [BACKUP_JOBS.hand]: work };
}

/** Older ones go once this one is whole. */
async function makeBackup(deps: BackupDeps, job: Job, { signal, progress }: JobControl): Promise<void> {
  const { log, config, metrics } = deps;
  const { folder, keep } = config.backups;
  const { name } = backupInputSchema.parse(job.input);
  try {
    await makeFolder(folder);
    for (const place of [folder, config.storage.dataDir]) await sweepUnfinished(place);
    const file = join(folder, name);
    // There already: the server died before it could say so.
    if (!existsSync(file)) await copy(deps, { file, jobId: job.id, progress }, signal);
    const removed = await removeOldBackups(folder, { made: name, keep });
    log.info('backup-made', { file, removed });
  } catch (error) {
    if (signal.aborted) throw error;
    metrics.count(FAILURES);
    log.error('backup-failed', { folder, name, error });
    throw error;
  }
}

type Copy = { file: string; jobId: string; progress: JobControl['progress'] };

async function copy(deps: BackupDeps, { file, jobId, progress }: Copy, signal: AbortSignal): Promise<void> {
  const { log, config } = deps;
  const { dataDir } = config.storage;
  const { folder, key } = config.backups;
  const bytes = measureDatabase({ dataDir });
  await requireRoom(folder, bytes);
  // Where both lie on one disk for a while, what is asked for here is a little much rather than too little.
  if (key !== undefined) await requireRoom(dataDir, 2 * bytes);
  const onProgress = (done: number, total: number) => void progress({ done, total });
  await backUpApart({ log, dataDir, file, key, jobId, onProgress }, signal);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError(
      'storage_failed',
      `The folder of backups, ${folder}, cannot be made: ${systemProblem(cause)}. Set FOYER_BACKUP_FOLDER to one that can.`,
      { cause },
    );
  }
}

async function requireRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes + SPARE_BYTES) return;
  throw new AppError(
    'storage_failed',
    `There is not enough room in ${folder}: a backup takes ${megabytes(bytes)} MB, ${megabytes(free)} MB are free. Make room, or set FOYER_BACKUP_FOLDER or a smaller FOYER_BACKUP_KEEP.`,
  );
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
