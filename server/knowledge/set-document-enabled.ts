import type { Kysely } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import type { Database } from '../store/index.ts';
import { SYSTEM_ACTOR } from './add-document.ts';
import { documentNotFound } from './document-row.ts';
import { embedderKey, raiseIndexVersion } from './index-version.ts';
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
  const now = deps.clock.now();
  await deps.store.transact(async (tx) => {
    const found = await tx
      .selectFrom('documents')
      .select('enabled')
      .where('id', '=', input.documentId)
      .where('bot_id', '=', input.botId)
      .executeTakeFirst();
    if (found === undefined) throw documentNotFound(input.documentId);
    if (found.enabled === enabled) return;
    await tx
      .updateTable('documents')
      .set({ enabled, updated_at: now })
      .where('id', '=', input.documentId)
      .execute();
    await switchPassages(tx, { ...input, enabled });
    await recordAudit(tx, {
      at: now,
      actor: input.actor ?? SYSTEM_ACTOR,
      verb: 'setDocumentEnabled',
      subject: `document:${input.documentId}`,
      details: { botId: input.botId },
      before: { enabled: found.enabled === 1 },
      after: { enabled: input.enabled },
    });
    const embedder = embedderKey(deps.embedder.identity());
    await raiseIndexVersion(tx, { botId: input.botId, embedder, now });
  });
  deps.index.requestRefresh(input.botId);
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
