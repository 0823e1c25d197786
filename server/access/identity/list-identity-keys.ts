import type { IdentityAlgorithm, IdentityDeps } from './identity-deps.ts';

export type IdentityKey = {
  id: string;
  name: string;
  algorithm: IdentityAlgorithm;
  createdAt: number;
  revokedAt: number | null;
};

/** A bot's keys, newest first, revoked ones too; never a secret. */
export async function listIdentityKeys(
  { store }: Pick<IdentityDeps, 'store'>,
  { botId }: { botId: string },
): Promise<IdentityKey[]> {
  const rows = await store.db
    .selectFrom('identity_keys')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    algorithm: row.algorithm,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  }));
}
