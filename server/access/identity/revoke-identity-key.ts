import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import type { IdentityDeps } from './identity-deps.ts';

/** What was signed with it counts no more, from the next request on. @throws AppError `not_found` */
export async function revokeIdentityKey(
  { store, clock }: Pick<IdentityDeps, 'store' | 'clock'>,
  { actor, botId, keyId }: { actor: string; botId: string; keyId: string },
): Promise<void> {
  const at = clock.now();
  await store.transact(async (tx) => {
    const revoked = await tx
      .updateTable('identity_keys')
      .set({ revoked_at: at })
      .where('id', '=', keyId)
      .where('bot_id', '=', botId)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!revoked) throw new AppError('not_found', 'This bot has no such key in use.');
    await recordAudit(tx, {
      at,
      actor,
      verb: 'revokeIdentityKey',
      subject: `bot:${botId}`,
      details: { keyId },
    });
  });
}
