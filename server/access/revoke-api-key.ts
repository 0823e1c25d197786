import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import type { AccessDeps } from './actor.ts';

/** Takes effect with the next request. Revoking twice changes nothing. @throws AppError `not_found` */
export async function revokeApiKey(
  { store, clock }: AccessDeps,
  { actor, keyId }: { actor: string; keyId: string },
): Promise<void> {
  const at = clock.now();
  await store.transact(async (tx) => {
    const key = await tx
      .selectFrom('api_keys')
      .select('revoked_at')
      .where('id', '=', keyId)
      .executeTakeFirst();
    if (!key) throw new AppError('not_found', 'There is no such API key. Check its id.');
    if (key.revoked_at !== null) return;
    await tx.updateTable('api_keys').set({ revoked_at: at }).where('id', '=', keyId).execute();
    const states = { before: { revoked: false }, after: { revoked: true } };
    await recordAudit(tx, { at, actor, verb: 'revokeApiKey', subject: `key:${keyId}`, ...states });
  });
}
