import { type Kysely, sql } from 'kysely';
import { type Clock, newId } from '../base/index.ts';
import { type Database, type JobTable, lockSkippingLocked, type Store } from '../store/index.ts';
import { type Job, type JobProgress, jobFromRow } from './job.ts';
import { isLeftBehind, type ProcessLease } from './process-lease.ts';

export type LeaseDeps = { store: Pick<Store, 'db' | 'dialect'>; clock: Clock };

/** The right to work on a job for as long as the process lives. A later worker has another `owner`. */
export type Lease = { job: Job; owner: string };

export const UNHELD = { lease_owner: null, held_by: null } as const;

export type DueJobs = {
  kinds: readonly string[];
  /** When it was looked which processes live, or before. */
  at: number;
  /** The process that asks: what it holds it works on. */
  own: string;
  /** Processes that are seen to be alive, also where their leases have run out. */
  alive: readonly string[];
};

/**
 * What may be taken up now. What another process works on is looked after first: one that is seen to be alive keeps its jobs however
 * long it stands still, and those of one that is seen to be dead are free at once.
 */
export async function findDueJobs(
  { store, clock, lease }: LeaseDeps & { lease: ProcessLease },
  kinds: readonly string[],
): Promise<DueJobs | undefined> {
  if (kinds.length === 0) return undefined;
  const at = clock.now();
  const held = store.db
    .selectFrom('jobs')
    .select('id')
    .where('kind', 'in', kinds)
    .where('state', '=', 'running')
    .where('held_by', '<>', lease.id);
  const isHeldElsewhere = (await held.limit(1).executeTakeFirst()) !== undefined;
  const alive = isHeldElsewhere ? await lease.endThoseOfTheDead() : [];
  const asked = { kinds, at, own: lease.id, alive };
  return (await dueJobs(store.db, asked).executeTakeFirst()) && asked;
}

/** Takes up the job that is due longest, in one statement, so that two workers never take the same. */
export async function claimJob(
  { store, clock }: LeaseDeps,
  due: DueJobs,
  owner = newId('lease'),
): Promise<Lease | undefined> {
  const row = await store.db
    .updateTable('jobs')
    .set({
      state: 'running',
      attempts: sql`attempts + 1`,
      lease_owner: owner,
      held_by: due.own,
      updated_at: clock.now(),
    })
    .where('id', '=', lockSkippingLocked(store.dialect, dueJobs(store.db, due)))
    .returningAll()
    .executeTakeFirst();
  return row && { job: jobFromRow(row), owner };
}

/** The one that waits longest, or that is left behind. */
function dueJobs(db: Kysely<Database>, { kinds, at, own, alive }: DueJobs) {
  return db
    .selectFrom('jobs')
    .select('id')
    .where('kind', 'in', kinds)
    .where((e) =>
      e.or([
        e.and([e('state', '=', 'waiting'), e('run_after', '<=', at)]),
        e.and([
          e('state', '=', 'running'),
          isLeftBehind(db, { own, at }),
          ...(alive.length > 0 ? [e.or([e('held_by', 'is', null), e('held_by', 'not in', alive)])] : []),
        ]),
      ]),
    )
    .orderBy('run_after')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1);
}

/** False when it is no longer ours: cancelled, or taken by another. */
export async function isStillHeld({ store }: Pick<LeaseDeps, 'store'>, lease: Lease): Promise<boolean> {
  const row = await store.db
    .selectFrom('jobs')
    .select('id')
    .where('id', '=', lease.job.id)
    .where('state', '=', 'running')
    .where('lease_owner', '=', lease.owner)
    .executeTakeFirst();
  return row !== undefined;
}

/** False, and nothing noted, when it is no longer ours. */
export async function noteProgress(deps: LeaseDeps, lease: Lease, progress: JobProgress): Promise<boolean> {
  return update(deps, lease, { progress: JSON.stringify(progress) });
}

/** The four ways in which a worker lets go of a job. Each is false, and changes nothing, when it is no longer ours. */
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

/** The same for what `owner` took up without hearing of it, if there is any. */
export async function releaseUnheard({ store, clock }: LeaseDeps, owner: string): Promise<void> {
  await store.db
    .updateTable('jobs')
    .set({ ...UNHELD, state: 'waiting', attempts: sql`attempts - 1`, updated_at: clock.now() })
    .where('state', '=', 'running')
    .where('lease_owner', '=', owner)
    .execute();
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
