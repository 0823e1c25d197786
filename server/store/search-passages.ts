import { FUNCTION_WORDS, wordSet } from '../base/index.ts';
import { bm25, type Collection, type PassageScore } from './bm25.ts';
import { ENGINES } from './dialect.ts';
import type { Store } from './open-store.ts';

/** Longer questions are cut: no honest one has so many words, and each costs a look-up. */
const MAX_QUERY_WORDS = 64;
const MAX_WORD_CHARACTERS = 64;

/**
 * Words that say nothing of the subject. Left out of English questions unless nothing else is there;
 * in other languages BM25's weights do the same, only slower.
 */
const STOP_WORDS: ReadonlySet<string> = new Set([
  ...FUNCTION_WORDS,
  ...wordSet('about am been how shall those what when where who why'),
]);

export type SearchPassagesInput = {
  botId: string;
  /** Plain words; every sign but letters and digits only separates. */
  query: string;
  limit: number;
  /** Passages for which it is false are taken as not there, as if nobody had written them. */
  isVisible?: (passageId: string) => boolean;
  /** What `readCollection` gave since the bot's passages last changed; read anew when left out, which takes a while. */
  collection?: Collection;
};

/** How many passages of a bot may be found, and how long they are. */
export async function readCollection({ db }: Pick<Store, 'db'>, botId: string): Promise<Collection> {
  const { passages, averageLength } = await db
    .selectFrom('passages')
    .innerJoin('documents', 'documents.id', 'passages.document_id')
    .where('passages.bot_id', '=', botId)
    .where('passages.enabled', '=', 1)
    .where('documents.enabled', '=', 1)
    .select((e) => [
      e.fn.countAll<number>().as('passages'),
      e.fn.avg<number>('passages.text_length').as('averageLength'),
    ])
    .executeTakeFirstOrThrow();
  return { passages, averageLength };
}

/**
 * Full-text search over the enabled passages of a bot's enabled documents, best first.
 * The score is BM25 over that bot alone, above 0. Passages without any of the words are not returned.
 * Both engines rank by the same figures; their Porter stemmers differ on words of two letters and on `-logy`.
 */
export async function searchPassages(
  store: Pick<Store, 'dialect' | 'db'>,
  { botId, query, limit, isVisible, collection: known }: SearchPassagesInput,
): Promise<PassageScore[]> {
  const engine = ENGINES[store.dialect];
  const words = searchWords(query);
  if (words.length === 0) return [];
  const terms = await engine.searchTerms(store.db, words.join(' '));
  if (terms.length === 0) return [];
  const all = await engine.postings(store.db, botId, terms);
  const postings = isVisible ? all.filter(({ passageId }) => isVisible(passageId)) : all;
  if (postings.length === 0) return [];
  const collection = known ?? (await readCollection(store, botId));
  return bm25(postings, terms, collection).slice(0, limit);
}

function searchWords(query: string): string[] {
  const words = [...new Set(query.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])]
    .map((word) => word.slice(0, MAX_WORD_CHARACTERS))
    .slice(0, MAX_QUERY_WORDS);
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  return telling.length > 0 ? telling : words;
}
