import { AppError } from '../base/index.ts';
import type { AccessDeps, Actor } from './actor.ts';
import { KEY_PREFIX } from './create-api-key.ts';
import { hashSecret, sameHash } from './secrets.ts';

const MAX_SECRET_CHARACTERS = 200;
/** `last_used_at` is for people; a write a request would be too dear. */
const LAST_USED_PRECISION_MS = 60_000;

/**
 * Who holds this secret.
 * @throws AppError `unauthenticated`, the same for a malformed, unknown and revoked one.
 */
export async function authenticate({ store, clock }: AccessDeps, secret: string): Promise<Actor> {
  const wellFormed = secret.startsWith(KEY_PREFIX) && secret.length <= MAX_SECRET_CHARACTERS;
  const hash = hashSecret(wellFormed ? secret : '');
  const key = await store.db
    .selectFrom('api_keys')
    .select(['id', 'name', 'secret_hash', 'role', 'bot_id', 'last_used_at', 'revoked_at'])
    .where('secret_hash', '=', hash)
    .executeTakeFirst();
  if (!wellFormed || !key || key.revoked_at !== null || !sameHash(key.secret_hash, hash)) {
    throw new AppError(
      'unauthenticated',
      'This API key is not valid. Use one that an admin has made and not revoked.',
    );
  }
  const at = clock.now();
  if (key.last_used_at === null || at - key.last_used_at > LAST_USED_PRECISION_MS) {
    await store.db.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', key.id).execute();
  }
  return { id: `key:${key.id}`, name: key.name, role: key.role, botId: key.bot_id };
}
