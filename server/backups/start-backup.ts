import type { Kysely } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import type { BackupReason, BackupRun } from '../contract/index.ts';
import { type EnqueuedJob, enqueueJob, getJob, listJobs } from '../jobs/index.ts';
import { type Database, keptByPostgres } from '../store/index.ts';
import type { BackupDeps } from './backup-deps.ts';
import { backupName } from './backup-files.ts';
import { BACKUP_JOBS, BACKUP_KEY } from './backup-input.ts';
import { backupRunOf } from './backup-run.ts';

/** Each reads and writes the whole database. */
const MAX_AN_HOUR = 6;
const HOUR_MS = 3_600_000;
/** At night nobody is there to press the button again. */
const MAX_ATTEMPTS = { night: 3, hand: 1 } as const satisfies Record<BackupReason, number>;

type Deps = Pick<BackupDeps, 'store' | 'clock' | 'config'>;

/**
 * Queues a backup; while one waits or is made, it is that one.
 * @throws AppError `bad_request` with PostgreSQL, `rate_limited` after six within an hour
 */
export async function startBackup(deps: Deps, { actor }: { actor: string }): Promise<BackupRun> {
  const { store, clock, config } = deps;
  if (store.dialect !== 'sqlite') throw keptByPostgres();
  const { id } = await store.transact(async (tx) => {
    const at = clock.now();
    const queued = await queueBackup(tx, {
      actor,
      at,
      reason: 'hand',
      encrypted: config.backups.key !== undefined,
    });
    if (queued.created) await requirePatience(tx, at);
    return queued;
  });
  return backupRunOf(await getJob(deps, id));
}

/** In the caller's transaction. */
export async function queueBackup(
  tx: Kysely<Database>,
  { actor, at, ...how }: { actor: string; at: number; reason: BackupReason; encrypted: boolean },
): Promise<EnqueuedJob> {
  const { reason } = how;
  const name = backupName(at, how);
  const queued = await enqueueJob(tx, {
    at,
    actor,
    kind: BACKUP_JOBS[reason],
    input: { name },
    uniqueKey: BACKUP_KEY,
    maxAttempts: MAX_ATTEMPTS[reason],
  });
  if (queued.created) await recordAudit(tx, { at, actor, verb: 'makeBackup', subject: `backup:${name}` });
  return queued;
}

/** The one just queued counts too; refusing takes it back. */
async function requirePatience(tx: Kysely<Database>, at: number): Promise<void> {
  const last = await listJobs({ store: { db: tx } }, { kind: BACKUP_JOBS.hand, limit: MAX_AN_HOUR + 1 });
  const lately = last.filter(({ createdAt }) => at - Number(createdAt) < HOUR_MS);
  if (lately.length <= MAX_AN_HOUR) return;
  const retryAfterMs = HOUR_MS - (at - Number(lately.at(-1)?.createdAt));
  throw new AppError(
    'rate_limited',
    `${MAX_AN_HOUR} backups were made within an hour. Wait ${Math.ceil(retryAfterMs / 60_000)} minutes, or use “foyer backup”.`,
    { details: { retryAfterMs } },
  );
}
