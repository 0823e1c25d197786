import type { Embedder } from '../models/index.ts';
import { readCollection, type Store, searchPassages } from '../store/index.ts';
import { embedderKey, readIndexVersion } from './index-version.ts';
import { loadCandidates, type WordMatch } from './searching/candidates.ts';
import { documentNames } from './searching/document-names.ts';
import { type FoldedQuestion, foldConversation } from './searching/fold-conversation.ts';
import { mergeDuplicates } from './searching/merge-duplicates.ts';
import { findNamedDocuments } from './searching/named-documents.ts';
import { pageWordsFor } from './searching/page-words.ts';
import { perVersion } from './searching/per-version.ts';
import { rankCandidates } from './searching/rank.ts';
import { readRestricted, type Sight, sightOf } from './searching/restricted.ts';
import type { KnowledgeDeps, PassageIndex, SearchInput, SearchResult } from './types.ts';

/** Candidates taken from each of the two searches; the fused order of those further down hardly matters. */
const VECTOR_CANDIDATES = 60;
const LEXICAL_CANDIDATES = 60;
const MOST_ASKED_FOR = 4_000;
/** Passages of documents that the conversation names. */
const NAMED_CANDIDATES = 150;

/** Counted once, not for every question: of ten thousand passages it took a fifth of the search. */
const collectionOf = perVersion(readCollection);

/**
 * The passages that bear on a question, best first: nearest vectors and matching words of the question and of what was
 * said before it are fused, and documents that the conversation names come forward. Only passages that are enabled, exist, hold now and may be told to the reader are returned. While the vector index is
 * being made, words alone are searched.
 * @throws AppError what the embedder throws
 */
export async function search(
  deps: Pick<KnowledgeDeps, 'store' | 'embedder' | 'index' | 'clock'>,
  input: SearchInput,
  signal?: AbortSignal,
): Promise<SearchResult> {
  const { store, embedder, index } = deps;
  const { botId, history } = input;
  const indexVersion = await readIndexVersion(store.db, botId);
  const added = await pageWordsFor(store, { botId, indexVersion, reader: input.reader }, input.question);
  const question = added.length === 0 ? input.question : `${input.question.trim()} (${added.join(' ')})`;
  const sight = sightOf(await readRestricted(store, botId, indexVersion), input.reader);
  const names = await documentNames(store, botId, indexVersion, sight);
  const named = findNamedDocuments(names, input.question, history);
  const folded = foldConversation(question, history, named);
  const [{ queryVector, searchedVector }, lexicalScores] = await Promise.all([
    embedQuestion(embedder, question, folded, signal),
    scoreWords(store, { botId, indexVersion, sight }, question, folded),
  ]);
  const near = await nearestVisible(index, sight, { botId, queryVector, indexVersion });
  const passageIds = new Set([
    ...near,
    ...bestOf(lexicalScores, LEXICAL_CANDIDATES),
    ...(await passagesOf(store, [...named.strengthOf.keys()].slice(0, NAMED_CANDIDATES))),
  ]);
  const candidates = await loadCandidates(store, {
    botId,
    passageIds: [...passageIds],
    queryVector,
    embedder: embedderKey(embedder.identity()),
    lexicalScores,
    now: deps.clock.now(),
    reader: input.reader,
  });
  const hits = mergeDuplicates(rankCandidates(candidates, named), input.limit);
  return { searched: folded.searched, searchedVector, hits, indexVersion };
}

/** What others may read only must not push out what the reader may: the index is asked for more until there is enough. */
async function nearestVisible(
  index: PassageIndex,
  sight: Sight,
  { botId, queryVector, indexVersion }: { botId: string; queryVector: Float32Array; indexVersion: number },
): Promise<string[]> {
  for (let limit = VECTOR_CANDIDATES; ; limit *= 4) {
    const near = (await index.query(botId, queryVector, limit, indexVersion)) ?? [];
    const visible = near.filter(({ passageId }) => sight.seesPassage(passageId));
    const isEnough = visible.length >= VECTOR_CANDIDATES || near.length < limit || limit >= MOST_ASKED_FOR;
    if (!sight.isLimited || isEnough) {
      return visible.slice(0, VECTOR_CANDIDATES).map(({ passageId }) => passageId);
    }
  }
}

type EmbeddedQuestion = {
  /**
   * The question alone and after what was said before, which together find more than either: the weighted sum of both, so that
   * one product with a passage is the weighted sum of both cosines. Not of unit length.
   */
  queryVector: Float32Array;
  searchedVector: Float32Array;
};

/** All forms of the question in one call: the embedder is asked once a turn. */
async function embedQuestion(
  embedder: Embedder,
  question: string,
  { earlier, searched, weight }: FoldedQuestion,
  signal: AbortSignal | undefined,
): Promise<EmbeddedQuestion> {
  const after = earlier === '' ? question : `${earlier}\n${question}`;
  const texts = [...new Set([question, after, searched])];
  const vectors = await embedder.embed(texts, signal);
  const vectorOf = (text: string) => vectors[texts.indexOf(text)] ?? new Float32Array(0);
  const [alone, folded] = [vectorOf(question), vectorOf(after)];
  const queryVector = alone.map(
    (value, at) => (1 - weight.vector) * value + weight.vector * (folded[at] ?? 0),
  );
  return { queryVector, searchedVector: vectorOf(searched) };
}

/** BM25 of the question, and a little of what was said before. */
async function scoreWords(
  store: Store,
  { botId, indexVersion, sight }: { botId: string; indexVersion: number; sight: Sight },
  question: string,
  { carried, weight }: FoldedQuestion,
): Promise<Map<string, WordMatch>> {
  const collection = await collectionOf(store, botId, indexVersion);
  const isVisible = sight.isLimited ? sight.seesPassage : undefined;
  const all = { botId, limit: Number.MAX_SAFE_INTEGER, collection, ...(isVisible && { isVisible }) };
  const asked = await searchPassages(store, { ...all, query: question });
  const scores = new Map(asked.map(({ passageId, ...match }) => [passageId, match]));
  if (carried === '') return scores;
  for (const { passageId, score } of await searchPassages(store, { ...all, query: carried })) {
    const known = scores.get(passageId) ?? { score: 0, wordShare: 0 };
    scores.set(passageId, { ...known, score: known.score + weight.lexical * score });
  }
  return scores;
}

function bestOf(scores: ReadonlyMap<string, WordMatch>, limit: number): string[] {
  return [...scores]
    .sort((a, b) => b[1].score - a[1].score || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([passageId]) => passageId);
}

async function passagesOf(store: Store, documentIds: readonly string[]): Promise<string[]> {
  if (documentIds.length === 0) return [];
  const rows = await store.db
    .selectFrom('passages')
    .select('id')
    .where('document_id', 'in', documentIds)
    .orderBy('document_id')
    .orderBy('position')
    .limit(NAMED_CANDIDATES)
    .execute();
  return rows.map((row) => row.id);
}
