import { z } from 'zod';
import { errorCodeSchema } from './errors.ts';

/** What the server calls a backup, by its time in UTC, `.age` when it is encrypted; nothing else in the folder is one. */
export const BACKUP_NAME = /^foyer-\d{8}-\d{6}-(night|hand)\.db(\.age)?$/;

const reasonSchema = z.enum(['night', 'hand']);
export type BackupReason = z.infer<typeof reasonSchema>;

/** A file that is kept. */
export const backupSchema = z
  .object({ name: z.string(), bytes: z.number(), madeAt: z.number(), reason: reasonSchema })
  .meta({ id: 'Backup' });
export type BackupBody = z.infer<typeof backupSchema>;

/** The making of one. It goes on when nobody looks, also after a restart. */
export const backupRunSchema = z
  .object({
    id: z.string(),
    /** Of the file that it makes. */
    name: z.string(),
    reason: reasonSchema,
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    /** Bytes written, and about how many there will be. */
    progress: z.object({ done: z.number(), total: z.number() }).nullable(),
    /** Why it failed; while it waits, why the last try did. */
    error: z.object({ code: errorCodeSchema, message: z.string() }).nullable(),
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'BackupRun' });
export type BackupRun = z.infer<typeof backupRunSchema>;

export const backupsSchema = z
  .object({
    /** With PostgreSQL none is made: that is kept by its own tools. */
    engine: z.enum(['sqlite', 'postgres']),
    folder: z.string().nullable(),
    /** How many are kept of each reason. */
    keep: z.number(),
    /** Whether new ones are encrypted. */
    encrypted: z.boolean(),
    /** When the night's is made; null: none is made at night. */
    nextAt: z.number().nullable(),
    running: backupRunSchema.nullable(),
    /** The last that ended, well or not. */
    last: backupRunSchema.nullable(),
    /** Why the folder cannot be read, for people. */
    problem: z.string().nullable(),
    /** Newest first. */
    kept: z.array(backupSchema),
  })
  .meta({ id: 'Backups' });
export type BackupsBody = z.infer<typeof backupsSchema>;
