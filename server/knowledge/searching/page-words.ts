import type { Store } from '../../store/index.ts';
import { FOR_EVERYONE } from '../audience.ts';
import { type EverydayWord, type EverydayWords, entriesAt, everydayWords } from './everyday-words.ts';
import { perVersion } from './per-version.ts';
import { stemOf, wordsOf } from './words.ts';

/** Added for each word that the pages do not have; chosen in docs/retrieval.md. */
const MOST_EACH = 2;
/** Rows read at a time. */
const PAGE = 1_000;

/** What a bot's pages say. */
export type PageVocabulary = {
  stems: ReadonlySet<string>;
  /** Everyday phrases that they use themselves. */
  phrases: ReadonlySet<EverydayWord>;
};

/** Of what everybody may read: nothing is to be told by what is searched for. */
const vocabularyOf = perVersion<PageVocabulary>(async ({ db }, botId) => {
  const entries = await everydayWords();
  const texts: string[] = [];
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('passages')
      .innerJoin('documents', 'documents.id', 'passages.document_id')
      .select(['passages.sequence', 'passages.title_path', 'passages.text'])
      .where('passages.bot_id', '=', botId)
      .where('passages.enabled', '=', 1)
      .where('documents.enabled', '=', 1)
      .where('documents.audience', '=', FOR_EVERYONE)
      .where('passages.sequence', '>', after)
      .orderBy('passages.sequence')
      .limit(PAGE)
      .execute();
    texts.push(...rows.map((row) => `${row.title_path} ${row.text}`));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    after = Number(last.sequence);
  }
  return pageVocabulary(texts, entries);
});

/** What pages say for the words of a question that they do not use. */
export async function pageWordsFor(
  store: Pick<Store, 'dialect' | 'db'>,
  { botId, indexVersion }: { botId: string; indexVersion: number },
  question: string,
): Promise<string[]> {
  const entries = await everydayWords();
  return pageWords(question, entries, await vocabularyOf(store, botId, indexVersion));
}

export function pageVocabulary(texts: Iterable<string>, entries: EverydayWords): PageVocabulary {
  const known = { stems: new Set<string>(), phrases: new Set<EverydayWord>() };
  for (const text of texts) {
    const stems = wordsOf(text).map(stemOf);
    for (const [at, stem] of stems.entries()) {
      known.stems.add(stem);
      for (const entry of entriesAt(entries, stems, at)) if (entry.stems.length > 1) known.phrases.add(entry);
    }
  }
  return known;
}

/**
 * For each everyday word or phrase of a question that the pages do not use, the words they may have for it: `do you fix other
 * makes`, where pages say only *repair* and *brand*. Nothing is added that the pages do not know or the question has itself.
 */
export function pageWords(question: string, entries: EverydayWords, known: PageVocabulary): string[] {
  const stems = wordsOf(question).map(stemOf);
  const added = new Set<string>();
  for (let at = 0; at < stems.length; ) {
    const found = entriesAt(entries, stems, at).map((entry) => ({ entry, words: wordsOfPages(entry) }));
    const best = found.find(({ words }) => words.length > 0);
    for (const word of best?.words.slice(0, MOST_EACH) ?? []) added.add(word);
    at += best?.entry.stems.length ?? 1;
  }
  return [...added];

  function wordsOfPages(entry: EverydayWord): string[] {
    const [first = ''] = entry.stems;
    if (entry.stems.length > 1 ? known.phrases.has(entry) : known.stems.has(first)) return [];
    const isKnown = (stem: string) => known.stems.has(stem);
    const isAsked = (stem: string) => stems.includes(stem);
    return entry.official
      .filter((word) => word.stems.every(isKnown) && !word.stems.every(isAsked))
      .map(({ text }) => text);
  }
}
