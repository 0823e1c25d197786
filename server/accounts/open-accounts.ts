import type { Clock, Log } from '../base/index.ts';
import type { Config } from '../config/index.ts';
import type { Store } from '../store/index.ts';
import { createAuth } from './create-auth.ts';
import { openProvider } from './provider.ts';
import { ensureSecretKey } from './secret-key.ts';
import type { AccountsDeps, SendMail } from './types.ts';

export type OpenAccountsInput = { store: Store; clock: Clock; log: Log; config: Config; sendMail?: SendMail };

/** Makes the secret key on a first start. @throws AppError `storage_failed` */
export async function openAccounts({ config, ...deps }: OpenAccountsInput): Promise<AccountsDeps> {
  const { host, port, publicUrl = `http://${host}:${port}` } = config.http;
  const secret = await ensureSecretKey(config.storage.dataDir);
  const input = { ...deps, secret, publicUrl };
  const { provider } = config.signIn;
  return {
    ...deps,
    auth: createAuth(input),
    ...(provider === undefined ? {} : { provider: openProvider({ ...input, provider }) }),
  };
}
