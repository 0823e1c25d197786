import type { HistoryMessage } from '../contract/index.ts';
import type { SearchResult } from '../knowledge/index.ts';
import { NAMES_OF_THINGS } from './capitals.ts';
import type { RankedSentence } from './rank-sentences.ts';
import { contentStems, stemSet } from './words.ts';

/** How far behind the best sentence another document's may be to fit as well; and where the question names nothing at all. */
const CLOSE = 0.08;
const CLOSE_UNNAMED = 0.25;
const MOST_ASKED = 3;
const ASKING = 'Do you mean ';
/** `How much does it weigh?`, with nothing said before. */
const UNNAMED = /\b(?:it|they|them|this|these|those)\b/i;

export type AskBack = { text: string; suggestions: string[] };

type AskBackInput = {
  /** As the visitor wrote it. */
  question: string;
  history?: readonly HistoryMessage[] | undefined;
  /** What is called after it is its service, no thing among others. */
  organisation: string;
  found: Pick<SearchResult, 'searched' | 'hits'>;
  ranked: readonly RankedSentence[];
};

type Thing = { label: string; stems: ReadonlySet<string> };

/**
 * Asks which of two or three things is meant, where documents on different ones (by their titles: `Heron 2 tent`, `Drover packs`)
 * answer the same words of the question about equally well, and nothing in it or the conversation tells them apart. Never twice in
 * a row.
 */
export function askBack(input: AskBackInput): AskBack | undefined {
  const { question, history = [], organisation, found, ranked } = input;
  const last = history.at(-1);
  if (last?.role === 'assistant' && last.content.startsWith(ASKING)) return undefined;
  const asked = contentStems(found.searched);
  const isUnnamed = history.length === 0 && UNNAMED.test(question);
  const sentences = rivals(ranked, asked, isUnnamed);
  const proper = new Set(found.hits.flatMap(({ text }) => text.match(NAMES_OF_THINGS) ?? []));
  const own = stemSet(organisation);
  const things = sentences.map(thingOf);
  const named = things
    .filter((thing) => thing.stems.isDisjointFrom(own) && hasOwnName(thing, things, proper))
    .slice(0, MOST_ASKED);
  const [first] = named;
  if (first === undefined || named.length < 2 || first !== things[0]) return undefined;
  if (!isUnnamed && named.length < things.length) return undefined;
  const shared = named.reduce<ReadonlySet<string>>((all, { stems }) => all.intersection(stems), first.stems);
  const telling = named.flatMap(({ stems }) => [...stems.difference(shared)]);
  if (telling.some((word) => asked.includes(word))) return undefined;
  const labels = named.map(({ label }) => label);
  return {
    text: `${ASKING}${listed(labels)}?`,
    suggestions: labels.map((label) => `${question.trim()} (${label})`),
  };
}

/** The best sentence of each document that fits about as well as the best of all, with the same of the question's words. */
function rivals(
  ranked: readonly RankedSentence[],
  asked: readonly string[],
  isUnnamed: boolean,
): RankedSentence[] {
  const byScore = ranked.toSorted((one, other) => other.score - one.score);
  const best = new Map<string, RankedSentence>();
  for (const sentence of byScore)
    if (!best.has(sentence.passage.documentId)) best.set(sentence.passage.documentId, sentence);
  const [first] = byScore;
  if (first === undefined) return [];
  const wanted = metBy(first, asked);
  const close = isUnnamed ? CLOSE_UNNAMED : CLOSE;
  return [...best.values()].filter((sentence) => {
    const met = metBy(sentence, asked);
    const isSame = isUnnamed
      ? !met.isDisjointFrom(wanted)
      : met.size > 0 && met.symmetricDifference(wanted).size === 0;
    return isSame && first.score - sentence.score <= close;
  });
}

function metBy({ heading, text }: RankedSentence, asked: readonly string[]): Set<string> {
  return stemSet(`${heading} ${text}`).intersection(new Set(asked));
}

/** `Heron 2 tent: everything you need to know` is about the Heron 2 tent. */
function thingOf({ passage }: RankedSentence): Thing {
  const label = (passage.titlePath[0] ?? '').split(/[:,(–—]| - /u)[0]?.trim() ?? '';
  return { label, stems: stemSet(label) };
}

/**
 * A word that no other label has, with a number after it or a capital in mid-sentence on the pages: a product, a place. Any word
 * may begin a title with a capital.
 */
function hasOwnName({ label }: Thing, things: readonly Thing[], proper: ReadonlySet<string>): boolean {
  const names = label.match(/(?<!\p{L})\p{Lu}[\p{L}-]+(?: \d+)?/gu) ?? [];
  return names.some((found) => {
    const [name = '', number] = found.split(' ');
    const isOwn = things.filter((other) => other.label.includes(name)).length === 1;
    return isOwn && (number !== undefined || proper.has(name));
  });
}

function listed(labels: readonly string[]): string {
  const quoted = labels.map((label) => `“${label}”`);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
