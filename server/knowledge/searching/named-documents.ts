import { wordsOf } from '../../base/index.ts';
import type { HistoryMessage } from '../../contract/index.ts';
import { stemOf } from './words.ts';

export type TitledDocument = { id: string; title: string };

/** What a conversation names. */
export type NamedDocuments = {
  /** How surely, 0 to 1, the conversation is about a document, because its title was named. */
  strengthOf: ReadonlyMap<string, number>;
  /** Documents of a named subject: a product or a place that several documents share a name for. */
  ofSubject: ReadonlySet<string>;
  names: string[];
};

/** Messages looked back to, of both sides: it is often the bot that names the hotel. */
const MESSAGES_BACK = 6;
/** What was named a message earlier counts for this much. */
const FADING = 0.85;
/** Share of a name's telling words that must be said. */
const LEAST_COVERAGE = 0.7;
/** A word in more than this share of all names (`hotel`, `policy`) does not name one. */
const COMMON_SHARE = 0.05;
/** So many documents share a subject's name; with fewer it is a page's title. */
const SUBJECT_DOCUMENTS = 3;
/** A title of one word may be meant as a word; a subject's name is one. */
const ONE_WORD_STRENGTH = 0.4;
/** Counting words are said all the time, and name nothing. */
const COUNTING = new Set('one two three four five six seven eight nine ten'.split(' ').map(stemOf));
/** Only what was named last and most clearly counts: all within this of the best. */
const NEAR_BEST = 0.8;
/** `Drover 35: product help`, `Sizes - Some Shop`: what stands before is the subject's name. */
const NAME_END = /\s*(?:[:|·»–—]|\s-)\s+/;

/** The names of a bot's documents, and how much each word says: made once for all questions. */
export type DocumentNames = { names: readonly Name[]; rarity: Rarity };

/** A name is a title up to its first colon or dash, so that all pages of one product or place share it. */
export function collectNames(documents: readonly TitledDocument[]): DocumentNames {
  const names = [...namesOf(documents).values()];
  return { names, rarity: rarityOf(names) };
}

/**
 * Finds the documents whose name is said in the question or shortly before. Rare words of a name weigh more than common
 * ones.
 */
export function findNamedDocuments(
  { names, rarity }: DocumentNames,
  question: string,
  history: readonly HistoryMessage[] = [],
): NamedDocuments {
  const said = [question, ...history.map((message) => message.content).toReversed()].slice(
    0,
    MESSAGES_BACK + 1,
  );
  const spoken = said.map((text) => new Set(wordsOf(text).map(stemOf)));
  const found: { name: Name; strength: number }[] = [];
  for (const name of names) {
    const strength = Math.max(...spoken.map((words, age) => FADING ** age * strengthIn(words, name, rarity)));
    if (strength > 0) found.push({ name, strength });
  }
  const best = Math.max(0, ...found.map(({ strength }) => strength));
  const clear = found.filter(({ strength }) => strength >= best * NEAR_BEST);
  return {
    strengthOf: new Map(
      clear.flatMap(({ name, strength }) => name.documentIds.map((id) => [id, strength] as const)),
    ),
    ofSubject: new Set(clear.flatMap(({ name }) => (isSubject(name) ? name.documentIds : []))),
    names: clear.map(({ name }) => name.text),
  };
}

type Name = { text: string; words: string[]; documentIds: string[] };

function namesOf(documents: readonly TitledDocument[]): Map<string, Name> {
  const names = new Map<string, Name>();
  for (const { id, title } of documents) {
    const text = title.split(NAME_END, 1)[0] ?? title;
    const key = text.toLowerCase();
    const known = names.get(key);
    if (known !== undefined) known.documentIds.push(id);
    else names.set(key, { text, words: [...new Set(wordsOf(text).map(stemOf))], documentIds: [id] });
  }
  return names;
}

type Rarity = { weightOf(word: string): number; isCommon(word: string): boolean };

function rarityOf(names: readonly Name[]): Rarity {
  const counts = new Map<string, number>();
  for (const { words } of names) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const most = Math.max(1, names.length * COMMON_SHARE);
  return {
    weightOf: (word) => Math.log(1 + names.length / (counts.get(word) ?? 1)),
    isCommon: (word) => (counts.get(word) ?? 0) > most,
  };
}

function strengthIn(spoken: ReadonlySet<string>, name: Name, rarity: Rarity): number {
  const said = name.words.filter((_word, at) => isSaid(spoken, name.words, at));
  const telling = said.filter((word) => word.length > 2 && !COUNTING.has(word) && !rarity.isCommon(word));
  if (telling.length === 0) return 0;
  const weigh = (words: readonly string[]) => words.reduce((sum, word) => sum + rarity.weightOf(word), 0);
  const coverage = weigh(said) / weigh(name.words);
  if (coverage < LEAST_COVERAGE) return 0;
  return name.words.length === 1 && !isSubject(name) ? ONE_WORD_STRENGTH * coverage : coverage;
}

/** `guesthouse` says `guest` and `house`. */
function isSaid(spoken: ReadonlySet<string>, words: readonly string[], at: number): boolean {
  const pairs = [words.slice(at - 1, at + 1), words.slice(at, at + 2)].filter((pair) => pair.length === 2);
  return spoken.has(words[at] ?? '') || pairs.some((pair) => spoken.has(pair.join('')));
}

function isSubject(name: Name): boolean {
  return name.documentIds.length >= SUBJECT_DOCUMENTS;
}
