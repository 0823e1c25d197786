import { leavingBots } from '../bots/index.ts';
import { embedderKey } from './index-version.ts';
import { prepareDocuments } from './prepare-documents.ts';
import type { KnowledgeDeps } from './types.ts';

/**
 * To be called at start, in the background: prepares what a crash left unfinished and what another embedder made, and
 * brings every bot's index up to date.
 * @returns how many documents were prepared again
 */
export async function recoverDocuments(deps: KnowledgeDeps, signal?: AbortSignal): Promise<number> {
  const embedder = embedderKey(deps.embedder.identity());
  const unfinished = await deps.store.db
    .selectFrom('documents as d')
    .select('d.id')
    .where('d.bot_id', 'not in', leavingBots(deps.store.db))
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
  const documentIds = unfinished.map(({ id }) => id);
  const recovered = await prepareDocuments(deps, { documentIds }, signal);
  const bots = await deps.store.db
    .selectFrom('index_states')
    .select('bot_id')
    .where('bot_id', 'not in', leavingBots(deps.store.db))
    .execute();
  for (const { bot_id } of bots) await deps.index.refresh(bot_id);
  return recovered;
}
