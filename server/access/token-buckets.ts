import type { Clock } from '../base/index.ts';

export type TokenBucketSettings = {
  /** Requests in one go. */
  burst: number;
  perMinute: number;
};

/** One bucket a key. In this process's memory; another implementation may share them between nodes. */
export type TokenBuckets = {
  /** Milliseconds until `key` has a token; 0 when it has one now. */
  waitMs(key: string): number;
  /** Takes one token; the caller has seen `waitMs` be 0. */
  take(key: string): void;
};

/** About 5 MB. Beyond that the key longest unused goes, so a flood of made-up keys cannot fill the memory. */
const MAX_KEYS = 50_000;

/**
 * A bucket is kept as the time at which it will be full again (the generic cell rate algorithm): each request
 * moves that by `60,000 / perMinute` ms.
 */
export function createTokenBuckets(
  clock: Clock,
  { burst, perMinute }: TokenBucketSettings,
  maxKeys: number = MAX_KEYS,
): TokenBuckets {
  const fullAt = new Map<string, number>();
  const intervalMs = 60_000 / perMinute;

  /** Bounded on both sides: a clock set back must not lock anybody out for longer than an empty bucket does. */
  function msUntilFull(key: string): number {
    const at = fullAt.get(key) ?? 0;
    return Math.min(Math.max(0, at - clock.now()), burst * intervalMs);
  }

  return {
    waitMs: (key) => Math.max(0, Math.ceil(msUntilFull(key) - (burst - 1) * intervalMs)),
    take(key) {
      const next = clock.now() + msUntilFull(key) + intervalMs;
      // Deleting first moves the key to the end: the map is in order of use.
      fullAt.delete(key);
      fullAt.set(key, next);
      if (fullAt.size > maxKeys) {
        const [oldest = ''] = fullAt.keys();
        fullAt.delete(oldest);
      }
    },
  };
}
