import { prepareDocument } from './prepare-document.ts';
import type { KnowledgeDeps } from './types.ts';

/**
 * Prepares documents one after the other, in the background. One document's trouble is told to the operator and does not
 * keep the others waiting; what the end of the process interrupts is taken up at the next start.
 * @returns how many were prepared
 */
export async function prepareDocuments(
  deps: KnowledgeDeps,
  { documentIds }: { documentIds: readonly string[] },
  signal?: AbortSignal,
): Promise<number> {
  let prepared = 0;
  for (const documentId of documentIds) {
    signal?.throwIfAborted();
    try {
      await prepareDocument(deps, { documentId }, signal);
      prepared += 1;
    } catch (error) {
      if (signal?.aborted === true) throw error;
      deps.log.error('document-preparation-failed', { documentId, error });
    }
  }
  return prepared;
}
