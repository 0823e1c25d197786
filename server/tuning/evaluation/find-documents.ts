import type { HistoryMessage } from '../../contract/index.ts';
import { search } from '../../knowledge/index.ts';
import { searchPassages } from '../../store/index.ts';
import type { Workspace } from './open-workspace.ts';
import type { QuestionRow } from './rows.ts';
import type { Retriever } from './types.ts';

/** A document may fill several of the first places with its passages; so many passages give ten documents. */
const PASSAGES = 40;
/** Plain baselines read the question after so many earlier messages of the visitor. */
const EARLIER_TURNS = 2;

export type Found = { searched: string; documents: string[] };

/** Corpus ids best first, each once. `hybrid` is the search that serves; the others are its two halves, plain. */
export async function findDocuments(
  workspace: Workspace,
  row: QuestionRow,
  retriever: Retriever,
  signal?: AbortSignal,
): Promise<Found> {
  const { knowledge, botId } = workspace;
  const history = row.history ?? [];
  if (retriever === 'hybrid') {
    const found = await search(
      knowledge,
      { botId, question: row.question, history, limit: PASSAGES },
      signal,
    );
    return {
      searched: found.searched,
      documents: distinct(found.hits.map((hit) => workspace.corpusId(hit.documentName))),
    };
  }
  const query = withEarlierTurns(row.question, history);
  const ranked =
    retriever === 'lexical'
      ? await searchPassages(knowledge.store, { botId, query, limit: PASSAGES })
      : await nearest(workspace, query, signal);
  return {
    searched: query,
    documents: await documentsOf(
      workspace,
      ranked.map((hit) => hit.passageId),
    ),
  };
}

function withEarlierTurns(question: string, history: readonly HistoryMessage[]): string {
  const asked = history.filter((message) => message.role === 'user').slice(-EARLIER_TURNS);
  return [...asked.map((message) => message.content), question].join('\n');
}

async function nearest(workspace: Workspace, query: string, signal?: AbortSignal) {
  const { knowledge, botId } = workspace;
  const [vector] = await knowledge.embedder.embed([query], signal);
  if (vector === undefined) return [];
  const { version } = await knowledge.store.db
    .selectFrom('index_states')
    .where('bot_id', '=', botId)
    .select('version')
    .executeTakeFirstOrThrow();
  return (await knowledge.index.query(botId, vector, PASSAGES, version)) ?? [];
}

async function documentsOf(workspace: Workspace, passageIds: readonly string[]): Promise<string[]> {
  if (passageIds.length === 0) return [];
  const rows = await workspace.knowledge.store.db
    .selectFrom('passages')
    .innerJoin('documents', 'documents.id', 'passages.document_id')
    .where('passages.id', 'in', passageIds)
    .select(['passages.id', 'documents.name'])
    .execute();
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return distinct(passageIds.map((id) => workspace.corpusId(names.get(id) ?? '')));
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
