import { recordAudit } from '../audit/index.ts';
import { SYSTEM_ACTOR } from './add-document.ts';
import { documentNotFound } from './document-row.ts';
import { embedderKey, raiseIndexVersion } from './index-version.ts';
import type { KnowledgeDeps } from './types.ts';

/**
 * Deletes a document with its bytes and passages. From the moment this resolves no search returns it: hits are checked
 * against the database, whatever the index still holds.
 * @throws AppError `not_found`
 */
export async function deleteDocument(
  deps: Pick<KnowledgeDeps, 'store' | 'clock' | 'embedder' | 'index'>,
  input: { botId: string; documentId: string; actor?: string },
): Promise<void> {
  await deps.store.transact(async (tx) => {
    const found = await tx
      .selectFrom('documents')
      .select('id')
      .where('id', '=', input.documentId)
      .where('bot_id', '=', input.botId)
      .executeTakeFirst();
    if (found === undefined) throw documentNotFound(input.documentId);
    await tx.deleteFrom('passages').where('document_id', '=', input.documentId).execute();
    await tx.deleteFrom('documents').where('id', '=', input.documentId).execute();
    await recordAudit(tx, {
      at: deps.clock.now(),
      actor: input.actor ?? SYSTEM_ACTOR,
      verb: 'deleteDocument',
      subject: `document:${input.documentId}`,
      details: { botId: input.botId },
    });
    const embedder = embedderKey(deps.embedder.identity());
    await raiseIndexVersion(tx, { botId: input.botId, embedder, now: deps.clock.now() });
  });
  deps.index.requestRefresh(input.botId);
}
