import type { Log } from '../../base/index.ts';
import type { RunDeps } from './run.ts';

const POLL_MS = 300;

export type Wish = 'pause' | 'cancel';

export type WishWatch = Disposable & {
  /** Aborts once the run was asked to pause, or was cancelled. */
  signal: AbortSignal;
  /** What aborted it. */
  wish(): Wish | undefined;
};

/** Looks at the run's record again and again: whoever asks may be in another process. */
export function watchWish({ store, log }: RunDeps & { log: Log }, runId: string): WishWatch {
  const controller = new AbortController();
  let wish: Wish | undefined;
  let isLooking = false;
  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      const row = await store.db
        .selectFrom('teach_runs')
        .select(['state', 'wish'])
        .where('id', '=', runId)
        .executeTakeFirst();
      if (row === undefined || row.state === 'cancelled') wish = 'cancel';
      else if (row.wish === 'pause') wish = 'pause';
      if (wish !== undefined) controller.abort();
    } catch (error) {
      log.warn('run-wish-unread', { run: runId, error });
    } finally {
      isLooking = false;
    }
  }
  const timer = setInterval(() => void look(), POLL_MS);
  return {
    signal: controller.signal,
    wish: () => wish,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
