import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordAudit } from '../audit/index.ts';
import { newId, newSecret, writeFileAtomic } from '../base/index.ts';
import type { AccessDeps } from './actor.ts';
import { KEY_PREFIX } from './create-api-key.ts';
import { hashSecret } from './secrets.ts';

const FILE_NAME = 'admin-key';
const ACTOR = 'system:first-start';

export type FirstAdminKey = {
  secret: string;
  /** True on the start that made it: the moment to print it. */
  created: boolean;
};

/**
 * On a first start makes an admin key and keeps its secret in `<dataDir>/admin-key` (0600), so that the
 * console's address can be printed again. Undefined when the installation has an admin key but the file is
 * gone: the operator took it away.
 * The file comes before the row, so a crash between them leaves nobody locked out.
 */
export async function ensureFirstAdminKey(
  { store, clock }: AccessDeps,
  { dataDir }: { dataDir: string },
): Promise<FirstAdminKey | undefined> {
  const path = join(dataDir, FILE_NAME);
  const admins = await store.db
    .selectFrom('api_keys')
    .select('secret_hash')
    .where('role', '=', 'admin')
    .where('bot_id', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
  const kept = await readSecret(path);
  if (admins.length > 0) {
    const valid = kept !== undefined && admins.some((admin) => admin.secret_hash === hashSecret(kept));
    return valid ? { secret: kept, created: false } : undefined;
  }
  const secret = kept !== undefined && !(await isKnown(store, kept)) ? kept : KEY_PREFIX + newSecret();
  if (secret !== kept) await writeFileAtomic(path, `${secret}\n`);
  const at = clock.now();
  const id = newId('key');
  await store.transact(async (tx) => {
    await tx
      .insertInto('api_keys')
      .values({
        id,
        name: 'First admin',
        secret_hash: hashSecret(secret),
        role: 'admin',
        bot_id: null,
        created_at: at,
        last_used_at: null,
        revoked_at: null,
      })
      .execute();
    await recordAudit(tx, { at, actor: ACTOR, verb: 'ensureFirstAdminKey', subject: `key:${id}` });
  });
  return { secret, created: true };
}

/** A revoked key's secret must not come to life again. */
async function isKnown(store: AccessDeps['store'], secret: string): Promise<boolean> {
  const hash = hashSecret(secret);
  const key = await store.db
    .selectFrom('api_keys')
    .select('id')
    .where('secret_hash', '=', hash)
    .executeTakeFirst();
  return key !== undefined;
}

async function readSecret(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return '';
    throw thrown;
  });
  const secret = text.trim();
  return secret.startsWith(KEY_PREFIX) ? secret : undefined;
}
