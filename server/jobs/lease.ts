import { sql } from 'kysely';
import { type Clock, newId } from '../base/index.ts';
import { type JobTable, lockSkippingLocked, type Store } from '../store/index.ts';
import { type Job, type JobProgress, jobFromRow } from './job.ts';

export type LeaseDeps = { store: Pick<Store, 'db' | 'dialect'>; clock: Clock };

/** The right to work on a job until `leaseMs` after its last renewal. A later worker has another `owner`. */
export type Lease = { job: Job; owner: string };

export const UNHELD = { lease_owner: null, lease_until: null } as const;

/**
 * Takes up the job that is due longest: one that waits, or one whose worker has not renewed its lease.
 * One statement, so two workers never take the same.
 */
export async function claimJob(
  { store, clock }: LeaseDeps,
  { kinds, leaseMs }: { kinds: readonly string[]; leaseMs: number },
): Promise<Lease | undefined> {
  if (kinds.length === 0) return undefined;
  const now = clock.now();
  const owner = newId('lease');
  const due = store.db
    .selectFrom('jobs')
    .select('id')
    .where('kind', 'in', kinds)
    .where((e) =>
      e.or([
        e.and([e('state', '=', 'waiting'), e('run_after', '<=', now)]),
        e.and([e('state', '=', 'running'), e('lease_until', '<=', now)]),
      ]),
    )
    .orderBy('run_after')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1);
  const row = await store.db
    .updateTable('jobs')
    .set({
      state: 'running',
      attempts: sql`attempts + 1`,
      lease_owner: owner,
      lease_until: now + leaseMs,
      updated_at: now,
    })
    .where('id', '=', lockSkippingLocked(store.dialect, due))
    .returningAll()
    .executeTakeFirst();
  return row && { job: jobFromRow(row), owner };
}

/** Keeps the lease, and notes progress when given. False when it is no longer ours: cancelled, or taken by another. */
export async function renewLease(
  deps: LeaseDeps,
  lease: Lease,
  { leaseMs, progress }: { leaseMs: number; progress?: JobProgress },
): Promise<boolean> {
  return update(deps, lease, {
    lease_until: deps.clock.now() + leaseMs,
    ...(progress && { progress: JSON.stringify(progress) }),
  });
}

/** The four ways in which a worker lets go of a job. Each is false, and changes nothing, when the lease is lost. */
export async function completeJob(deps: LeaseDeps, lease: Lease): Promise<boolean> {
  return update(deps, lease, { ...UNHELD, state: 'done', error_code: null, error_message: null });
}

export async function failJob(
  deps: LeaseDeps,
  lease: Lease,
  error: { code: string; message: string },
): Promise<boolean> {
  return update(deps, lease, {
    ...UNHELD,
    state: 'failed',
    error_code: error.code,
    error_message: error.message,
  });
}

export async function retryJob(
  deps: LeaseDeps,
  lease: Lease,
  { error, pauseMs }: { error: { code: string; message: string }; pauseMs: number },
): Promise<boolean> {
  return update(deps, lease, {
    ...UNHELD,
    state: 'waiting',
    run_after: deps.clock.now() + pauseMs,
    error_code: error.code,
    error_message: error.message,
  });
}

/** Puts it back as if it had not been taken up: the worker was told to stop. */
export async function releaseJob(deps: LeaseDeps, lease: Lease): Promise<boolean> {
  return update(deps, lease, { ...UNHELD, state: 'waiting', attempts: lease.job.attempts - 1 });
}

async function update(
  { store, clock }: LeaseDeps,
  { job, owner }: Lease,
  change: Partial<JobTable>,
): Promise<boolean> {
  const result = await store.db
    .updateTable('jobs')
    .set({ ...change, updated_at: clock.now() })
    .where('id', '=', job.id)
    .where('state', '=', 'running')
    .where('lease_owner', '=', owner)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
