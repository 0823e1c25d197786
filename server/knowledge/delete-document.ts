import { changeDocument } from './change-document.ts';
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
  await changeDocument(deps, { ...input, verb: 'deleteDocument' }, async (tx, { name }) => {
    await tx.deleteFrom('passages').where('document_id', '=', input.documentId).execute();
    await tx.deleteFrom('documents').where('id', '=', input.documentId).execute();
    return { before: { name } };
  });
}
