import { runEvery } from '../base/index.ts';
import { listJobs } from '../jobs/index.ts';
import type { BackupDeps } from './backup-deps.ts';
import { BACKUP_JOBS } from './backup-input.ts';
import { lastHour } from './night-hours.ts';
import { queueBackup } from './start-backup.ts';

const LOOK_EVERY_MS = 60_000;
const ACTOR = 'system:backup';
/** Those that a clock set wrong dated into the future are passed over. */
const LOOKED_AT = 10;

type Deps = Pick<BackupDeps, 'store' | 'clock' | 'log' | 'config'>;

/** Queues the night's backup when its hour has come, now and every minute until disposed; one that was missed is made at the start. */
export function runNightlyClock(deps: Deps, everyMs = LOOK_EVERY_MS): AsyncDisposable {
  return runEvery({ everyMs, log: deps.log, failure: 'nightly-backup-not-queued' }, () =>
    queueNightlyBackup(deps),
  );
}

/** Once for each night, however often it is called. @returns whether one was queued */
async function queueNightlyBackup({ store, clock, config }: Deps): Promise<boolean> {
  const { hour, key } = config.backups;
  if (hour === undefined || store.dialect !== 'sqlite') return false;
  const at = clock.now();
  const due = lastHour(at, hour);
  return await store.transact(async (tx) => {
    const nights = await listJobs({ store: { db: tx } }, { kind: BACKUP_JOBS.night, limit: LOOKED_AT });
    const last = nights.map(({ createdAt }) => createdAt).find((made) => made <= at);
    if ((last ?? (await beginning(tx))) >= due) return false;
    return (await queueBackup(tx, { actor: ACTOR, at, reason: 'night', encrypted: key !== undefined }))
      .created;
  });
}

type Tx = Parameters<typeof queueBackup>[0];

/** An installation that was set up today has nothing of yesterday to keep. */
async function beginning(tx: Tx): Promise<number> {
  const first = await tx
    .selectFrom('audit_entries')
    .select('at')
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
  return first?.at ?? Number.POSITIVE_INFINITY;
}
