import type { Store } from '../../store/index.ts';
import type { Reader } from '../audience.ts';
import { beginsAt, type EverydayWord } from './everyday-words.ts';
import { knownTo, type PageVocabulary, vocabularyOf } from './page-vocabulary.ts';
import { phraseStems, type WordBook, wordBookOf } from './word-book.ts';
import { isUnspaced, stemsSaid } from './words.ts';

/** Added of the words that come with Foyer, for each that the pages do not have; chosen in docs/trials/everyday-words.md. */
const MOST_EACH = 2;

type Place = { botId: string; indexVersion: number };
type Handle = Pick<Store, 'dialect' | 'db'>;

/** What pages say for the words of a question that they do not use, or that the bot's own list says they call otherwise. */
export async function pageWordsFor(
  store: Handle,
  { reader, ...place }: Place & { reader?: Reader | undefined },
  question: string,
): Promise<string[]> {
  const book = await wordBookOf(store, place.botId);
  const known = await vocabularyOf(store, place.botId, place.indexVersion);
  return pageWords(question, book, { known, reader });
}

/** Tells of a phrase whether no page says it, whoever may read the page. */
export async function phrasesUnsaid(store: Handle, place: Place): Promise<(phrase: string) => boolean> {
  const isKnown = knownTo(await vocabularyOf(store, place.botId, place.indexVersion), 'staff');
  return (phrase) => !phraseStems(phrase).every(isKnown);
}

/**
 * For each of the bot's own words, all that the pages the reader may read have for it. Then, for each everyday word or phrase that
 * the pages do not use, the words they may have for it: `do you fix other makes`, where pages say only *repair* and *brand*.
 * Nothing is added that the pages do not know or the question has itself.
 */
export function pageWords(
  question: string,
  { own, shipped }: WordBook,
  { known, reader }: { known: PageVocabulary; reader?: Reader | undefined },
): string[] {
  const stems = stemsSaid(question);
  const isAsked = (stem: string) => stems.includes(stem) || (isUnspaced(stem) && question.includes(stem));
  const isKnown = knownTo(known, reader);
  const isKnownToAll = knownTo(known);
  const added = new Set<string>();
  // An own entry counts also where nothing is left to add: what staff say a word means, Foyer's list does not say otherwise.
  const rest = walk(stems, own, (entry) =>
    usable(entry, isKnown).length === 0 ? undefined : toAdd(entry, isKnown),
  );
  walk(rest, shipped, (entry) => {
    const [first = ''] = entry.stems;
    if (entry.stems.length > 1 ? known.phrases.has(entry) : isKnownToAll(first)) return undefined;
    const words = toAdd(entry, isKnownToAll).slice(0, MOST_EACH);
    return words.length === 0 ? undefined : words;
  });
  return [...added];

  function toAdd(entry: EverydayWord, isSaid: (stem: string) => boolean): string[] {
    return usable(entry, isSaid)
      .filter((phrase) => !phrase.stems.every(isAsked))
      .map(({ text }) => text);
  }

  /** Adds what the first entry that has something brings at each place. @returns the stems, taken ones empty */
  function walk(
    text: readonly string[],
    words: WordBook['own'],
    wordsFor: (entry: EverydayWord) => string[] | undefined,
  ): string[] {
    const left = [...text];
    for (let at = 0; at < text.length; at += 1) {
      const begun = (words.get(text[at] ?? '') ?? []).filter((entry) => beginsAt(entry, text, at));
      for (const entry of begun) {
        const brought = wordsFor(entry);
        if (brought === undefined) continue;
        for (const word of brought) added.add(word);
        left.fill('', at, at + entry.stems.length);
        at += entry.stems.length - 1;
        break;
      }
    }
    return left;
  }
}

function usable({ official }: EverydayWord, isSaid: (stem: string) => boolean): EverydayWord['official'] {
  return official.filter((phrase) => phrase.stems.every(isSaid));
}
