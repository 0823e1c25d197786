import { selectSummaries, summaryOf } from './document-row.ts';
import type { DocumentSummary, KnowledgeDeps } from './types.ts';

/** Every document of a bot, by name, without bytes and passages. */
export async function listDocuments(
  deps: Pick<KnowledgeDeps, 'store'>,
  input: { botId: string },
): Promise<DocumentSummary[]> {
  const rows = await selectSummaries(deps.store.db)
    .where('d.bot_id', '=', input.botId)
    .orderBy('d.name')
    .execute();
  return rows.map(summaryOf);
}
