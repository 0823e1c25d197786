import type { Audience } from '../contract/index.ts';
import { storedAudience } from './audience.ts';
import { changeDocument, changedMeanwhile } from './change-document.ts';
import type { KnowledgeDeps } from './types.ts';

/**
 * Says who may be told what a document says, from the next question on; nothing is read or embedded again.
 * @throws AppError `not_found`, `conflict` where it is not as `expected` any more
 */
export async function setDocumentAudience(
  deps: Pick<KnowledgeDeps, 'store' | 'clock' | 'embedder' | 'index'>,
  input: {
    botId: string;
    documentId: string;
    audience: Audience;
    expected?: Audience | undefined;
    actor?: string;
  },
): Promise<void> {
  const audience = storedAudience(input.audience);
  await changeDocument(deps, { ...input, verb: 'setDocumentAudience' }, async (tx, found, at) => {
    if (found.audience === audience) return undefined;
    if (input.expected !== undefined && storedAudience(input.expected) !== found.audience)
      throw changedMeanwhile('who may be told what this document says');
    await tx
      .updateTable('documents')
      .set({ audience, updated_at: at })
      .where('id', '=', input.documentId)
      .execute();
    return { before: { audience: found.audience }, after: { audience } };
  });
}
