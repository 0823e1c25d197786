import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { Store } from '../../store/index.ts';
import { FOR_EVERYONE } from '../audience.ts';
import { beginsAt, type EverydayWord, type EverydayWords, everydayWords } from './everyday-words.ts';
import { perVersion } from './per-version.ts';
import { stemOf, wordsOf } from './words.ts';

/** Added for each word that the pages do not have; chosen in docs/retrieval.md. */
const MOST_EACH = 2;
/** Rows read at a time. */
const PAGE = 500;

/** What a bot's pages say. */
export type PageVocabulary = {
  stems: ReadonlySet<string>;
  /** Everyday phrases that they use themselves. */
  phrases: ReadonlySet<EverydayWord>;
};

/** Of what everybody may read: nothing is to be told by what is searched for. */
const vocabularyOf = perVersion<PageVocabulary>(async ({ db }, botId) => {
  const vocabulary = createVocabulary(await everydayWords());
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
    for (const { title_path: titles, text } of rows) vocabulary.add(`${titles} ${text}`);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return vocabulary.known;
    after = Number(last.sequence);
    // Thousands of passages take a few hundred milliseconds, in which others are answered too.
    await yieldToEvents();
  }
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

/** Collects what pages say, text by text. */
export function createVocabulary(entries: EverydayWords): { known: PageVocabulary; add(text: string): void } {
  const phrases = new Map(
    [...entries].map(([first, same]) => [first, same.filter(({ stems }) => stems.length > 1)] as const),
  );
  const known = { stems: new Set<string>(), phrases: new Set<EverydayWord>() };
  const stemsOf = new Map<string, string>();
  const remember = (word: string) => {
    const stem = stemOf(word);
    stemsOf.set(word, stem);
    return stem;
  };
  return {
    known,
    add(text) {
      const stems = wordsOf(text).map((word) => stemsOf.get(word) ?? remember(word));
      for (const [at, stem] of stems.entries()) {
        known.stems.add(stem);
        for (const entry of phrases.get(stem) ?? []) if (beginsAt(entry, stems, at)) known.phrases.add(entry);
      }
    },
  };
}

/**
 * For each everyday word or phrase of a question that the pages do not use, the words they may have for it: `do you fix other
 * makes`, where pages say only *repair* and *brand*. Nothing is added that the pages do not know or the question has itself.
 */
export function pageWords(question: string, entries: EverydayWords, known: PageVocabulary): string[] {
  const stems = wordsOf(question).map(stemOf);
  const added = new Set<string>();
  for (let at = 0; at < stems.length; ) {
    const begun = (entries.get(stems[at] ?? '') ?? []).filter((entry) => beginsAt(entry, stems, at));
    const best = begun
      .map((entry) => ({ entry, words: wordsOfPages(entry) }))
      .find(({ words }) => words.length > 0);
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
