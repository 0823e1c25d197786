import { z } from 'zod';
import type { BackupReason } from '../contract/index.ts';

/** Two kinds, so that the last night's is found among any number of those made by hand. */
export const BACKUP_JOBS = { night: 'backup-by-night', hand: 'backup-by-hand' } as const satisfies Record<
  BackupReason,
  string
>;

/** Of one installation at most one is made at a time. */
export const BACKUP_KEY = 'backup';

export const backupInputSchema = z.strictObject({
  /** The file's, in the folder of backups. */
  name: z.string(),
});
