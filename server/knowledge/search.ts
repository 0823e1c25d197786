import { searchPassages } from '../store/index.ts';
import { embedderKey, readIndexVersion } from './index-version.ts';
import { loadCandidates } from './searching/candidates.ts';
import { foldConversation } from './searching/fold-conversation.ts';
import { mergeDuplicates } from './searching/merge-duplicates.ts';
import { rankCandidates } from './searching/rank.ts';
import type { KnowledgeDeps, SearchInput, SearchResult } from './types.ts';

/** Candidates taken from each of the two searches; the fused order of those further down hardly matters. */
const VECTOR_CANDIDATES = 60;
const LEXICAL_CANDIDATES = 60;

/**
 * The passages that bear on a question, best first: the conversation is folded into the question, then nearest vectors
 * and matching words are fused. Only passages that are enabled and exist now are returned. While the vector index is
 * being made, words alone are searched.
 * @throws AppError what the embedder throws
 */
export async function search(
  deps: Pick<KnowledgeDeps, 'store' | 'embedder' | 'index'>,
  input: SearchInput,
  signal?: AbortSignal,
): Promise<SearchResult> {
  const { store, embedder, index } = deps;
  const { botId } = input;
  const folded = foldConversation(input.question, input.history);
  const indexVersion = await readIndexVersion(store.db, botId);
  const [[questionVector], lexical] = await Promise.all([
    embedder.embed([folded.searched], signal),
    searchPassages(store, { botId, query: folded.searched, limit: Number.MAX_SAFE_INTEGER }),
  ]);
  if (questionVector === undefined) return { searched: folded.searched, hits: [], indexVersion };
  const near = await index.query(botId, questionVector, VECTOR_CANDIDATES, indexVersion);
  const lexicalScores = new Map(lexical.map(({ passageId, score }) => [passageId, score]));
  const passageIds = new Set([
    ...(near ?? []).map(({ passageId }) => passageId),
    ...lexical.slice(0, LEXICAL_CANDIDATES).map(({ passageId }) => passageId),
  ]);
  const candidates = await loadCandidates(store, {
    botId,
    passageIds: [...passageIds],
    questionVector,
    embedder: embedderKey(embedder.identity()),
    lexicalScores,
  });
  const hits = mergeDuplicates(rankCandidates(candidates)).slice(0, input.limit);
  return { searched: folded.searched, hits: hits.map(({ documentTitle: _, ...hit }) => hit), indexVersion };
}
