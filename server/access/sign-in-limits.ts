import { AppError, type Clock } from '../base/index.ts';
import { addressKey } from './address-key.ts';
import { createTokenBuckets, type TokenBucketSettings } from './token-buckets.ts';

export type SignInLimitSettings = Record<'account' | 'address', TokenBucketSettings>;

/**
 * A person mistypes a few times; a whole office may sign in at nine. Guessing at one account goes on at two a minute,
 * from wherever, and waits for nobody else's account.
 */
export const DEFAULT_SIGN_IN_LIMITS: SignInLimitSettings = {
  account: { burst: 8, perMinute: 2 },
  address: { burst: 40, perMinute: 12 },
};

export type SignInLimits = {
  /**
   * Counts one try with a password, code or link.
   * @throws AppError `rate_limited` with `details.retryAfterMs`
   */
  admit(attempt: { address: string; account?: string }): void;
};

export function createSignInLimits(
  clock: Clock,
  settings: SignInLimitSettings = DEFAULT_SIGN_IN_LIMITS,
): SignInLimits {
  const accounts = createTokenBuckets(clock, settings.account);
  const addresses = createTokenBuckets(clock, settings.address);
  return {
    admit({ address, account }) {
      const applying = [{ buckets: addresses, key: addressKey(address) }];
      if (account !== undefined) applying.push({ buckets: accounts, key: account.trim().toLowerCase() });
      const retryAfterMs = Math.max(...applying.map(({ buckets, key }) => buckets.waitMs(key)));
      if (retryAfterMs > 0) {
        const seconds = Math.ceil(retryAfterMs / 1000);
        throw new AppError('rate_limited', `Too many tries. Wait ${seconds} s, then try again.`, {
          details: { retryAfterMs },
        });
      }
      for (const { buckets, key } of applying) buckets.take(key);
    },
  };
}
