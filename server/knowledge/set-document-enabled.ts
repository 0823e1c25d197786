import type { Kysely } from 'kysely';
import type { Database } from '../store/index.ts';
import { changeDocument } from './change-document.ts';
import type { KnowledgeDeps } from './types.ts';
import { readWithheld } from './withhold-passage.ts';

/**
 * Switches a document on or off for search, at once; nothing is read or embedded again.
 * @throws AppError `not_found`
 */
export async function setDocumentEnabled(
  deps: Pick<KnowledgeDeps, 'store' | 'clock' | 'embedder' | 'index'>,
  input: { botId: string; documentId: string; enabled: boolean; actor?: string },
): Promise<void> {
  const enabled = input.enabled ? 1 : 0;
  await changeDocument(deps, { ...input, verb: 'setDocumentEnabled' }, async (tx, found, at) => {
    if (found.enabled === enabled) return undefined;
    await tx
      .updateTable('documents')
      .set({ enabled, updated_at: at })
      .where('id', '=', input.documentId)
      .execute();
    await switchPassages(tx, { ...input, enabled });
    return { before: { enabled: found.enabled === 1 }, after: { enabled: input.enabled } };
  });
}

/** Those that a correction has withheld stay off. */
async function switchPassages(
  tx: Kysely<Database>,
  { botId, documentId, enabled }: { botId: string; documentId: string; enabled: number },
): Promise<void> {
  const passages = tx.selectFrom('passages').select(['id', 'text']).where('document_id', '=', documentId);
  const withheld = await readWithheld(tx, botId);
  const kept = (await passages.execute()).filter(({ text }) => withheld.has(text)).map(({ id }) => id);
  let query = tx.updateTable('passages').set({ enabled }).where('document_id', '=', documentId);
  if (enabled === 1 && kept.length > 0) query = query.where('id', 'not in', kept);
  await query.execute();
}
