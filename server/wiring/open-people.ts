import { createSignInLimits } from '../access/index.ts';
import { ensureSecretKey, openAccounts } from '../accounts/index.ts';
import { openMailer } from '../delivery/index.ts';
import type { HttpDeps } from '../http/index.ts';
import type { Setup } from './setup.ts';

/** Who staff are and how they sign in, whom the site vouches for, and what is sent to either. */
export async function openPeople(
  { config, overrides }: Pick<Setup, 'config' | 'overrides'>,
  { store, clock, log }: Pick<HttpDeps, 'store' | 'clock' | 'log'>,
): Promise<Pick<HttpDeps, 'accounts' | 'signInLimits' | 'identity' | 'delivering'>> {
  const mailer = openMailer(config.delivery);
  const sendMail = mailer && { sendMail: mailer.send };
  const accounts = await openAccounts({ store, clock, log, config, ...sendMail });
  const identity = { store, clock, secretKey: await ensureSecretKey(config.storage.dataDir) };
  const { webhookSecret: secret, allowedHosts } = config.delivery;
  return {
    accounts,
    signInLimits: overrides.signInLimits ?? createSignInLimits(clock),
    identity,
    delivering: {
      ...identity,
      mailer,
      webhooks: { secret, allowedHosts },
      consoleUrl: config.http.publicUrl,
    },
  };
}
