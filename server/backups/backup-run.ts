import { type BackupRun, knownErrorCode } from '../contract/index.ts';
import type { Job } from '../jobs/index.ts';
import { BACKUP_JOBS, backupInputSchema } from './backup-input.ts';

export function backupRunOf(job: Job): BackupRun {
  const { id, kind, input, state, progress, error, createdAt, updatedAt } = job;
  return {
    id,
    name: backupInputSchema.parse(input).name,
    reason: kind === BACKUP_JOBS.night ? 'night' : 'hand',
    state,
    progress: progress && { done: progress.done, total: progress.total },
    error: error && { code: knownErrorCode(error.code), message: error.message },
    createdAt: Number(createdAt),
    updatedAt: Number(updatedAt),
  };
}
