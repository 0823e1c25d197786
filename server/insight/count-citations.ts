import type { DocumentCitations } from '../contract/index.ts';
import type { InsightDeps } from './get-overview.ts';

/** In how many conversations of visitors each document of a bot was cited. */
export async function countCitations(
  { store: { db } }: InsightDeps,
  { botId }: { botId: string },
): Promise<{ documentId: string; conversations: number }[]> {
  const rows = await db
    .selectFrom('cited_passages')
    .select((e) => ['document_id', e.fn.count('conversation_id').distinct().as('conversations')])
    .where('bot_id', '=', botId)
    .groupBy('document_id')
    .execute();
  return rows.map((row) => ({ documentId: row.document_id, conversations: Number(row.conversations) }));
}

/** The same of one document, and how often each of its passages was cited. A passage keeps its count while its text stays. */
export async function countDocumentCitations(
  { store: { db } }: InsightDeps,
  { botId, documentId }: { botId: string; documentId: string },
): Promise<DocumentCitations> {
  const cited = db
    .selectFrom('cited_passages')
    .where('bot_id', '=', botId)
    .where('document_id', '=', documentId);
  const [all, rows] = await Promise.all([
    cited
      .select((e) => e.fn.count('conversation_id').distinct().as('conversations'))
      .executeTakeFirstOrThrow(),
    cited
      .select((e) => [
        'passage_id',
        e.fn.countAll().as('replies'),
        e.fn.count('conversation_id').distinct().as('conversations'),
      ])
      .groupBy('passage_id')
      .execute(),
  ]);
  return {
    conversations: Number(all.conversations),
    passages: rows.map((row) => ({
      passageId: row.passage_id,
      replies: Number(row.replies),
      conversations: Number(row.conversations),
    })),
  };
}
