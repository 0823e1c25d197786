import { AppError, type Clock } from '../base/index.ts';
import { addressKey } from './address-key.ts';
import { createTokenBuckets, type TokenBucketSettings } from './token-buckets.ts';

export type LimitSettings = Record<'visitor' | 'address' | 'bot', TokenBucketSettings>;

/** A person types a few questions a minute; an office shares an address; a bot answers about one at a time. */
export const DEFAULT_LIMITS: LimitSettings = {
  visitor: { burst: 10, perMinute: 20 },
  address: { burst: 60, perMinute: 120 },
  bot: { burst: 300, perMinute: 600 },
};

export type LimitedRequest = {
  /** Hash or id of the visitor's session. */
  visitor?: string;
  /** IP address as the socket or a trusted proxy names it. */
  address?: string;
  botId?: string;
};

export type Limits = {
  /**
   * Counts one request against all that apply, or against none when one refuses.
   * @throws AppError `rate_limited` with `details.retryAfterMs`.
   */
  admit(request: LimitedRequest): void;
};

export function createLimits(clock: Clock, settings: LimitSettings = DEFAULT_LIMITS): Limits {
  const visitors = createTokenBuckets(clock, settings.visitor);
  const addresses = createTokenBuckets(clock, settings.address);
  const bots = createTokenBuckets(clock, settings.bot);
  return {
    admit({ visitor, address, botId }) {
      const applying = [
        { buckets: visitors, key: visitor },
        { buckets: addresses, key: address === undefined ? undefined : addressKey(address) },
        { buckets: bots, key: botId },
      ].flatMap(({ buckets, key }) => (key === undefined ? [] : [{ buckets, key }]));
      const retryAfterMs = Math.max(0, ...applying.map(({ buckets, key }) => buckets.waitMs(key)));
      if (retryAfterMs > 0) {
        const seconds = Math.ceil(retryAfterMs / 1000);
        throw new AppError('rate_limited', `Too many requests. Try again in ${seconds} s.`, {
          details: { retryAfterMs },
        });
      }
      for (const { buckets, key } of applying) buckets.take(key);
    },
  };
}
