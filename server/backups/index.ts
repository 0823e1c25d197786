/**
 * Purpose: backups that the server makes by itself, every night and on demand, and what became of them.
 * Invariant: what is kept is whole; an older one goes only after a newer one is there; a failure is told and stops nothing else.
 * Must never know: HTTP, what is in the database.
 */

export type { BackupDeps } from './backup-deps.ts';
export { backupJobs } from './backup-jobs.ts';
export { getBackups } from './get-backups.ts';
export { measureBackups } from './measure-backups.ts';
export { openBackup } from './open-backup.ts';
export { runNightlyClock } from './run-nightly-clock.ts';
export { startBackup } from './start-backup.ts';
