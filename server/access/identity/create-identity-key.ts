import { importJWK } from 'jose';
import { recordAudit } from '../../audit/index.ts';
import { AppError, newId } from '../../base/index.ts';
import { type IdentityAlgorithm, type IdentityDeps, identitySecret } from './identity-deps.ts';

/** More are never needed at once: one in use, one to change over to. */
const MAX_LIVE_KEYS = 10;

export type CreateIdentityKeyInput = {
  actor: string;
  botId: string;
  name: string;
  algorithm: IdentityAlgorithm;
  /** The public JSON Web Key on P-256; for ES256 alone. */
  publicKey?: Record<string, unknown>;
};

/**
 * A key with which the organisation's server signs who its visitors are. For HS256 the secret is handed out here; for ES256
 * only the public half is kept.
 * @throws AppError `not_found`, `bad_request` for a key that is none or holds a private part, `conflict` when there are ten
 */
export async function createIdentityKey(
  { store, clock, secretKey }: IdentityDeps,
  { actor, botId, name, algorithm, publicKey }: CreateIdentityKeyInput,
): Promise<{ id: string; secret?: string }> {
  const kept = algorithm === 'ES256' ? await checkedPublicKey(publicKey) : null;
  if (algorithm === 'HS256' && publicKey !== undefined) {
    throw new AppError('bad_request', 'A key for HS256 is a secret that is made here. Leave out publicKey.');
  }
  const id = newId('idkey');
  const at = clock.now();
  await store.transact(async (tx) => {
    const bot = await tx.selectFrom('bots').select('id').where('id', '=', botId).executeTakeFirst();
    if (!bot) throw new AppError('not_found', 'There is no such bot. Check its id.');
    const live = await tx
      .selectFrom('identity_keys')
      .select('id')
      .where('bot_id', '=', botId)
      .where('revoked_at', 'is', null)
      .execute();
    if (live.length >= MAX_LIVE_KEYS) {
      throw new AppError('conflict', `This bot has ${MAX_LIVE_KEYS} keys in use. Revoke one first.`);
    }
    await tx
      .insertInto('identity_keys')
      .values({ id, bot_id: botId, name, algorithm, public_key: kept, created_at: at, revoked_at: null })
      .execute();
    const details = { keyId: id, algorithm };
    await recordAudit(tx, { at, actor, verb: 'createIdentityKey', subject: `bot:${botId}`, details });
  });
  return algorithm === 'HS256' ? { id, secret: identitySecret(secretKey, id) } : { id };
}

async function checkedPublicKey(key: Record<string, unknown> | undefined): Promise<string> {
  const { kty, crv, x, y } = key ?? {};
  if (key && 'd' in key) {
    throw new AppError(
      'bad_request',
      'This is a private key. Keep it on your server, and send the public one.',
    );
  }
  const wrong = new AppError(
    'bad_request',
    'Send the public JSON Web Key on the curve P-256: kty "EC", crv "P-256", x and y.',
  );
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') throw wrong;
  const jwk = { kty, crv, x, y };
  await importJWK(jwk, 'ES256').catch(() => {
    throw wrong;
  });
  return JSON.stringify(jwk);
}
