import { documentNotFound, selectSummaries, summaryOf } from './document-row.ts';
import { parseTitlePath } from './title-path.ts';
import type { DocumentDetail, KnowledgeDeps } from './types.ts';
import { readWithheld } from './withhold-passage.ts';

/**
 * One document with its passages in order.
 * @throws AppError `not_found` also when the document belongs to another bot
 */
export async function getDocument(
  deps: Pick<KnowledgeDeps, 'store'>,
  input: { botId: string; documentId: string },
): Promise<DocumentDetail> {
  const row = await selectSummaries(deps.store.db)
    .where('d.id', '=', input.documentId)
    .where('d.bot_id', '=', input.botId)
    .executeTakeFirst();
  if (row === undefined) throw documentNotFound(input.documentId);
  const passages = await deps.store.db
    .selectFrom('passages')
    .select(['id', 'position', 'title_path', 'text'])
    .where('document_id', '=', input.documentId)
    .orderBy('position')
    .execute();
  const withheld = await readWithheld(deps.store.db, input.botId);
  return {
    ...summaryOf(row),
    passages: passages.map((passage) => ({
      id: passage.id,
      position: passage.position,
      titlePath: parseTitlePath(passage.title_path),
      text: passage.text,
      withheld: withheld.has(passage.text),
    })),
  };
}
