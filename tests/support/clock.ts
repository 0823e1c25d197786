import type { Clock } from '../../server/base/index.ts';

/** A clock that stands still until told otherwise. */
export function handClock(start = 1_000_000): Clock & { advance(ms: number): void } {
  let now = start;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
  };
}
