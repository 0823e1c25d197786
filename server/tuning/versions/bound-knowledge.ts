import type { Kysely } from 'kysely';
import type { Database } from '../../store/index.ts';
import type { Release } from './release-row.ts';

export type BoundDocument = Release['knowledge']['documents'][number];

/** The documents that a bot can find something in at a time, by name. */
export async function documentsOf(
  db: Kysely<Database>,
  { botId, at }: { botId: string; at: number },
): Promise<BoundDocument[]> {
  return await db
    .selectFrom('documents')
    .select(['name', 'content_hash as sha256'])
    .where('bot_id', '=', botId)
    .where('state', '=', 'ready')
    .where('enabled', '=', 1)
    .where((e) => e.or([e('valid_from', 'is', null), e('valid_from', '<=', at)]))
    .where((e) => e.or([e('valid_until', 'is', null), e('valid_until', '>', at)]))
    .orderBy('name')
    .orderBy('content_hash')
    .execute();
}

export type DocumentChanges = { added: number; changed: number; removed: number };

/** How documents differ from what they were, counted by name. */
export function documentChanges(
  before: readonly BoundDocument[],
  after: readonly BoundDocument[],
): DocumentChanges {
  const then = new Map(before.map(({ name, sha256 }) => [name, sha256]));
  const now = new Map(after.map(({ name, sha256 }) => [name, sha256]));
  const kept = [...now].filter(([name]) => then.has(name));
  return {
    added: now.size - kept.length,
    changed: kept.filter(([name, sha256]) => then.get(name) !== sha256).length,
    removed: then.size - kept.length,
  };
}
