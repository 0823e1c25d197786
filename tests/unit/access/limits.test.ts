import { expect, test } from 'vitest';
import { addressKey, createLimits, createTokenBuckets } from '../../../server/access/index.ts';
import { AppError } from '../../../server/base/index.ts';
import { handClock } from '../../support/clock.ts';

const SETTINGS = {
  visitor: { burst: 2, perMinute: 60 },
  address: { burst: 3, perMinute: 60 },
  bot: { burst: 100, perMinute: 60 },
};

function refusal(work: () => void): AppError | undefined {
  try {
    work();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
}

test('allows a burst, then refuses and says how long to wait', () => {
  const clock = handClock();
  const limits = createLimits(clock, SETTINGS);
  const ask = () => limits.admit({ visitor: 'v', address: '192.0.2.1', botId: 'b' });
  ask();
  ask();
  const refused = refusal(ask);
  expect(refused?.code).toBe('rate_limited');
  expect(refused?.details).toEqual({ retryAfterMs: 1000 });
  clock.advance(999);
  expect(refusal(ask)?.details).toEqual({ retryAfterMs: 1 });
  clock.advance(1);
  expect(refusal(ask)).toBeUndefined();
});

test('visitors behind one address share its limit, and a refusal costs nobody a token', () => {
  const limits = createLimits(handClock(), SETTINGS);
  limits.admit({ visitor: 'a', address: '192.0.2.1' });
  limits.admit({ visitor: 'b', address: '192.0.2.1' });
  limits.admit({ visitor: 'c', address: '192.0.2.1' });
  expect(refusal(() => limits.admit({ visitor: 'd', address: '192.0.2.1' }))).toBeDefined();
  limits.admit({ visitor: 'd', address: '192.0.2.2' });
  limits.admit({ visitor: 'd', address: '192.0.2.3' });
});

test('a clock set back does not lock anybody out', () => {
  const clock = handClock();
  const buckets = createTokenBuckets(clock, { burst: 1, perMinute: 60 });
  buckets.take('v');
  clock.advance(-1_000_000);
  expect(buckets.waitMs('v')).toBe(1000);
});

test('a flood of keys is bounded, and forgets the longest unused first', () => {
  const buckets = createTokenBuckets(handClock(), { burst: 1, perMinute: 1 }, 3);
  for (const key of ['a', 'b', 'c']) buckets.take(key);
  buckets.take('a');
  buckets.take('d');
  expect(buckets.waitMs('b')).toBe(0);
  expect(buckets.waitMs('a')).toBeGreaterThan(0);
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::FFFF:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9%eth0', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['unknown', 'unknown'],
])('the address %s counts as %s', (address, key) => {
  expect(addressKey(address)).toBe(key);
});
