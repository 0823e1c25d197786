import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type Clock, type Log, newId, systemProblem } from '../base/index.ts';
import type { Database, Store } from '../store/index.ts';
import { holdProcessLock, lookAtProcesses, runningKernel } from './process-locks.ts';

export type ProcessLeaseDeps = {
  store: Pick<Store, 'db'>;
  clock: Clock;
  log: Log;
  /** Where the processes of this machine show each other that they live; left out, only the lease tells. */
  lockFolder?: string;
};

/** What a process held when it was killed is free this much later, and at once for those who can see that it is dead. */
export const LEASE_MS = 15_000;
const RENEW_EVERY_MS = 2_000;

/**
 * One process's word, in the database that it may share with others, that it is alive and at work on what bears its `id`:
 * replies being written, corrections being applied. Nothing is written while it holds nothing. Disposing takes it back.
 */
export class ProcessLease implements AsyncDisposable {
  readonly id = newId('process');
  readonly #deps: ProcessLeaseDeps;
  #held = 0;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #shown: Promise<Shown> | undefined;
  readonly #unreadable = new Set<string>();

  constructor(deps: ProcessLeaseDeps) {
    this.#deps = deps;
  }

  /** Take it before anything bears the `id`, and let go when the work has ended. Not inside a transaction. */
  async hold(): Promise<Disposable> {
    this.#held += 1;
    let isHeld = true;
    const held = {
      [Symbol.dispose]: () => {
        if (!isHeld) return;
        isHeld = false;
        this.#held -= 1;
        if (this.#held === 0) this.#stop();
      },
    };
    try {
      if (this.#timer === undefined || this.#deps.clock.now() - this.#renewedAt >= RENEW_EVERY_MS) {
        await this.#renew();
      }
      if (this.#held > 0) this.#timer ??= setInterval(() => void this.#renewOrTell(), RENEW_EVERY_MS).unref();
      return held;
    } catch (thrown) {
      held[Symbol.dispose]();
      throw thrown;
    }
  }

  /**
   * Takes their leases from the processes of this machine and data folder that are dead, so that nobody waits for what a crash left
   * behind. What cannot be seen from here keeps its lease until it runs out.
   * @returns the ids of those that are seen to be alive, also where their leases have run out, as on a machine that is short of time
   */
  async endThoseOfTheDead(): Promise<string[]> {
    const { lockFolder: folder, store, log } = this.#deps;
    const machine = runningKernel();
    if (folder === undefined || machine === undefined) return [];
    const { alive, dead } = await lookAtProcesses({ folder, own: this.id }, (path, error) =>
      this.#tellUnreadable(path, error),
    );
    for (const { id, ageMs, remove } of dead) {
      const lease = await store.db
        .selectFrom('process_leases')
        .select('machine')
        .where('id', '=', id)
        .executeTakeFirst();
      // Without one it may be just about to be locked.
      const isDead = lease === undefined ? ageMs > LEASE_MS : lease.machine === machine;
      if (!isDead) continue;
      await store.db.deleteFrom('process_leases').where('id', '=', id).execute();
      await remove().catch((error: unknown) => this.#tellUnreadable(join(folder, id), error));
      if (lease) log.warn('dead-process-found', { process: id });
    }
    return alive;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { store, log } = this.#deps;
    this.#stop();
    if (this.#shown === undefined) return;
    // It runs out by itself otherwise.
    await store.db
      .deleteFrom('process_leases')
      .where('id', '=', this.id)
      .execute()
      .catch((error: unknown) => log.warn('process-lease-not-ended', { error }));
    await (await this.#shown).lock?.[Symbol.asyncDispose]();
  }

  async #renew(): Promise<void> {
    const { store, clock } = this.#deps;
    this.#shown ??= this.#show();
    const { machine } = await this.#shown;
    const now = clock.now();
    const lease = { lease_until: now + LEASE_MS };
    await store.db
      .insertInto('process_leases')
      .values({ id: this.id, machine, ...lease })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(lease))
      .execute();
    this.#renewedAt = now;
  }

  async #show(): Promise<Shown> {
    const { lockFolder, log } = this.#deps;
    const machine = runningKernel();
    if (lockFolder === undefined || machine === undefined) return { machine: null };
    try {
      return { machine, lock: await holdProcessLock(lockFolder, this.id) };
    } catch (error) {
      log.warn('process-not-locked', { error });
      return { machine: null };
    }
  }

  async #renewOrTell(): Promise<void> {
    await this.#renew().catch((error: unknown) =>
      this.#deps.log.warn('process-lease-not-renewed', { error }),
    );
  }

  /** Once: the look is repeated every few seconds. What such a process holds is left alone until its lease runs out. */
  #tellUnreadable(path: string, error: unknown): void {
    if (this.#unreadable.has(path)) return;
    this.#unreadable.add(path);
    this.#deps.log.warn('process-lock-unreadable', { path, why: systemProblem(error), error });
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

/** How those of the same machine see that this process lives. */
type Shown = { machine: string | null; lock?: AsyncDisposable };

/**
 * A query of the ids of all processes that are alive, for use inside another: what none of them holds was left behind by a crash.
 * One that stood still for long is missing, also where it is the very one that asks.
 */
export function livingProcesses(db: Kysely<Database>, at: number) {
  return db.selectFrom('process_leases').select('id').where('lease_until', '>', at);
}

/** Of rows with `held_by`: none who lives holds them. The one that asks knows that it lives, also when it stood still. */
export function isLeftBehind(db: Kysely<Database>, { own, at }: { own: string; at: number }) {
  return sql<boolean>`(held_by is null or (held_by <> ${own} and held_by not in ${livingProcesses(db, at)}))`;
}

/** Forgets processes that have long been gone. */
export async function forgetDeadProcesses(db: Kysely<Database>, at: number): Promise<void> {
  await db
    .deleteFrom('process_leases')
    .where('lease_until', '<', at - LEASE_MS)
    .execute();
}
