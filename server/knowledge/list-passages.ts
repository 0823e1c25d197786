import { parseTitlePath } from './title-path.ts';
import type { KnowledgeDeps, PassageView } from './types.ts';

/** Passages of a bot by their ids, in no order; what was deleted or replaced since is missing. */
export async function listPassages(
  deps: Pick<KnowledgeDeps, 'store'>,
  input: { botId: string; ids: readonly string[] },
): Promise<(Omit<PassageView, 'position'> & { documentId: string })[]> {
  if (input.ids.length === 0) return [];
  const rows = await deps.store.db
    .selectFrom('passages')
    .select(['id', 'document_id', 'title_path', 'text'])
    .where('bot_id', '=', input.botId)
    .where('id', 'in', input.ids)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    documentId: row.document_id,
    titlePath: parseTitlePath(row.title_path),
    text: row.text,
  }));
}
