import { type KnowledgeDeps, prepareDocument } from '../knowledge/index.ts';

/**
 * Prepares documents one after the other while nobody waits. What the end of the process interrupts is taken up at the next
 * start, as every document that waits.
 */
export function prepareSoon(deps: KnowledgeDeps, documentIds: readonly string[]): void {
  void prepareAll(deps, documentIds);
}

async function prepareAll(deps: KnowledgeDeps, documentIds: readonly string[]): Promise<void> {
  for (const documentId of documentIds) {
    try {
      await prepareDocument(deps, { documentId });
    } catch (error) {
      deps.log.error('document-preparation-failed', { documentId, error });
    }
  }
}
