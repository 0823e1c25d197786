import { recordAudit } from '../audit/index.ts';
import type { Audience } from '../contract/index.ts';
import { SYSTEM_ACTOR } from './add-document.ts';
import { storedAudience } from './audience.ts';
import { documentNotFound } from './document-row.ts';
import { embedderKey, raiseIndexVersion } from './index-version.ts';
import type { KnowledgeDeps } from './types.ts';

/**
 * Says who may be told what a document says, from the next question on; nothing is read or embedded again.
 * @throws AppError `not_found`
 */
export async function setDocumentAudience(
  deps: Pick<KnowledgeDeps, 'store' | 'clock' | 'embedder' | 'index'>,
  input: { botId: string; documentId: string; audience: Audience; actor?: string },
): Promise<void> {
  const audience = storedAudience(input.audience);
  const now = deps.clock.now();
  await deps.store.transact(async (tx) => {
    const found = await tx
      .selectFrom('documents')
      .select('audience')
      .where('id', '=', input.documentId)
      .where('bot_id', '=', input.botId)
      .executeTakeFirst();
    if (found === undefined) throw documentNotFound(input.documentId);
    if (found.audience === audience) return;
    await tx
      .updateTable('documents')
      .set({ audience, updated_at: now })
      .where('id', '=', input.documentId)
      .execute();
    await recordAudit(tx, {
      at: now,
      actor: input.actor ?? SYSTEM_ACTOR,
      verb: 'setDocumentAudience',
      subject: `document:${input.documentId}`,
      details: { botId: input.botId },
      before: { audience: found.audience },
      after: { audience },
    });
    const embedder = embedderKey(deps.embedder.identity());
    await raiseIndexVersion(tx, { botId: input.botId, embedder, now });
  });
  deps.index.requestRefresh(input.botId);
}
