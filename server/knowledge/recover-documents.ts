import { embedderKey } from './index-version.ts';
import { prepareDocument } from './prepare-document.ts';
import type { KnowledgeDeps } from './types.ts';

/**
 * To be called at start, in the background: prepares what a crash left unfinished and what another embedder made, and
 * brings every bot's index up to date. One document's trouble does not keep the others waiting.
 * @returns how many documents were prepared again
 */
export async function recoverDocuments(deps: KnowledgeDeps, signal?: AbortSignal): Promise<number> {
  const embedder = embedderKey(deps.embedder.identity());
  const unfinished = await deps.store.db
    .selectFrom('documents as d')
    .select('d.id')
    .where((eb) =>
      eb.or([
        eb('d.state', 'in', ['waiting', 'reading', 'preparing']),
        eb.exists(
          eb
            .selectFrom('passages as p')
            .select('p.id')
            .whereRef('p.document_id', '=', 'd.id')
            .where((inner) =>
              inner.or([inner('p.embedder', '!=', embedder), inner('p.embedder', 'is', null)]),
            ),
        ),
      ]),
    )
    .orderBy('d.created_at')
    .execute();
  let recovered = 0;
  for (const { id } of unfinished) {
    signal?.throwIfAborted();
    try {
      await prepareDocument(deps, { documentId: id }, signal);
      recovered += 1;
    } catch (thrown) {
      if (signal?.aborted === true) throw thrown;
      deps.log.error('document-recovery-failed', { documentId: id, error: thrown });
    }
  }
  const bots = await deps.store.db.selectFrom('index_states').select('bot_id').execute();
  for (const { bot_id } of bots) await deps.index.refresh(bot_id);
  return recovered;
}
