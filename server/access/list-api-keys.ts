import type { AccessDeps } from './actor.ts';
import type { KeyRole } from './rights.ts';

export type ApiKey = {
  id: string;
  name: string;
  role: KeyRole;
  botId: string | null;
  createdAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
};

/** All keys, newest first, revoked ones too; never their secrets or hashes. */
export async function listApiKeys({ store }: Pick<AccessDeps, 'store'>): Promise<ApiKey[]> {
  const rows = await store.db
    .selectFrom('api_keys')
    .select(['id', 'name', 'role', 'bot_id', 'created_at', 'last_used_at', 'revoked_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role,
    botId: row.bot_id,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }));
}
