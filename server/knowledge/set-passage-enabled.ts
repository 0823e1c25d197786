import { AppError } from '../base/index.ts';
import type { KnowledgeDeps } from './types.ts';
import { releasePassage, textHash, withholdPassage } from './withhold-passage.ts';

/**
 * Takes one passage of a document out of what is found, or lets it be found again; at once, and also when the document
 * is read anew.
 * @throws AppError `not_found` also when it stands in another document
 */
export async function setPassageEnabled(
  deps: Pick<KnowledgeDeps, 'store' | 'clock' | 'embedder' | 'index'>,
  input: { botId: string; documentId: string; passageId: string; enabled: boolean; actor: string },
): Promise<void> {
  const { botId, documentId, passageId, enabled, actor } = input;
  const passage = await deps.store.db
    .selectFrom('passages')
    .select('text')
    .where('id', '=', passageId)
    .where('document_id', '=', documentId)
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  if (!passage) {
    throw new AppError(
      'not_found',
      'This passage is gone: its document was changed meanwhile. Load the page again.',
    );
  }
  if (enabled) await releasePassage(deps, { botId, textHash: textHash(passage.text), actor });
  else await withholdPassage(deps, { botId, passageId, actor });
}
