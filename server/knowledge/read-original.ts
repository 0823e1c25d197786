import { documentNotFound } from './document-row.ts';
import type { KnowledgeDeps } from './types.ts';

/**
 * A document as it was given.
 * @throws AppError `not_found` also when it belongs to another bot
 */
export async function readOriginal(
  { store }: Pick<KnowledgeDeps, 'store'>,
  { botId, documentId }: { botId: string; documentId: string },
): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
  const row = await store.db
    .selectFrom('documents')
    .select(['name', 'media_type', 'bytes'])
    .where('id', '=', documentId)
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  if (row === undefined) throw documentNotFound(documentId);
  return { name: row.name, mediaType: row.media_type, bytes: row.bytes };
}
