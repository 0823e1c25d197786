import { recordAudit } from '../audit/index.ts';
import { AppError, newId, newSecret } from '../base/index.ts';
import type { AccessDeps } from './actor.ts';
import type { KeyRole } from './rights.ts';
import { hashSecret } from './secrets.ts';

/** Lets secret scanners, and people, recognise a key of Foyer. */
export const KEY_PREFIX = 'foyer_';
const MAX_NAME_CHARACTERS = 120;

export type CreateApiKeyInput = {
  actor: string;
  name: string;
  role: KeyRole;
  /** Bound to this bot; absent: every bot. */
  botId?: string;
};

/**
 * Makes a key. `secret` is handed out here and never again: only its SHA-256 is kept.
 * @throws AppError `bad_request` on a wrong name, `not_found` when there is no such bot.
 */
export async function createApiKey(
  { store, clock }: AccessDeps,
  { actor, name, role, botId }: CreateApiKeyInput,
): Promise<{ id: string; secret: string }> {
  if (name.trim() === '' || name.length > MAX_NAME_CHARACTERS) {
    throw new AppError('bad_request', `A key needs a name of 1 to ${MAX_NAME_CHARACTERS} characters.`);
  }
  const id = newId('key');
  const secret = KEY_PREFIX + newSecret();
  const at = clock.now();
  await store.transact(async (tx) => {
    if (botId !== undefined) {
      const bot = await tx.selectFrom('bots').select('id').where('id', '=', botId).executeTakeFirst();
      if (!bot) throw new AppError('not_found', 'There is no such bot. Check its id.');
    }
    await tx
      .insertInto('api_keys')
      .values({
        id,
        name,
        secret_hash: hashSecret(secret),
        role,
        bot_id: botId ?? null,
        created_at: at,
        last_used_at: null,
        revoked_at: null,
      })
      .execute();
    const after = { name, role, botId: botId ?? null };
    await recordAudit(tx, { at, actor, verb: 'createApiKey', subject: `key:${id}`, after });
  });
  return { id, secret };
}
