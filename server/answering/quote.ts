import type { SearchHit } from '../knowledge/index.ts';
import { splitSentences } from './sentences.ts';
import { contentStems, coverage } from './words.ts';

const MAX_QUOTE_WORDS = 70;
const MAX_QUOTE_SENTENCES = 3;
/** A neighbour is quoted too when it answers at least this share of what the best sentence does. */
const NEIGHBOUR_SHARE = 0.6;
/** An introduction that ends in a colon is nothing without its list. */
const MAX_LIST_ITEMS = 6;

export type Quote = { passage: SearchHit; text: string };

export type ScoredSentence = { text: string; score: number };

/** Sentences of one passage, each with how well it answers; `similarity` in 0..1 comes from the embedder, if any. */
export function scoreSentences(
  question: string,
  passage: SearchHit,
  similarity: (sentence: string) => number = () => 0,
): ScoredSentence[] {
  const wanted = contentStems(question);
  const heading = new Set(contentStems(passage.titlePath.join(' ')));
  return splitSentences(passage.text).map((text) => {
    const found = new Set([...contentStems(text), ...heading]);
    const own = coverage(wanted, new Set(contentStems(text)));
    return { text, score: 0.6 * own + 0.1 * coverage(wanted, found) + similarity(text) };
  });
}

/** The best sentence with the neighbours that belong to it, exactly as they stand, in the passage's order. */
export function pickQuote(passage: SearchHit, scored: readonly ScoredSentence[]): Quote {
  let best = 0;
  for (const [index, item] of scored.entries()) {
    if (item.score > (scored[best]?.score ?? 0)) best = index;
  }
  const [start, end] = grow(scored, best);
  return {
    passage,
    text: scored
      .slice(start, end)
      .map((item) => item.text)
      .join(isList(scored.slice(start, end)) ? '\n' : ' '),
  };
}

function grow(scored: readonly ScoredSentence[], best: number): [number, number] {
  const target = (scored[best]?.score ?? 0) * NEIGHBOUR_SHARE;
  const introduces = scored[best]?.text.endsWith(':') ?? false;
  if (introduces) return [best, best + 1 + listLength(scored, best + 1)];
  let start = best;
  let end = best + 1;
  let length = wordCount(scored[best]?.text ?? '');
  while (end - start < MAX_QUOTE_SENTENCES) {
    const after = scored[end];
    const before = scored[start - 1];
    const takeAfter = after !== undefined && after.score >= target;
    const takeBefore = !takeAfter && before !== undefined && before.score >= target;
    const taken = takeAfter ? after : takeBefore ? before : undefined;
    if (taken === undefined || length + wordCount(taken.text) > MAX_QUOTE_WORDS) break;
    length += wordCount(taken.text);
    if (takeAfter) end += 1;
    else start -= 1;
  }
  return [start, end];
}

function listLength(scored: readonly ScoredSentence[], from: number): number {
  let length = 0;
  while (length < MAX_LIST_ITEMS && isItem(scored[from + length]?.text ?? '')) length += 1;
  return length;
}

function isItem(text: string): boolean {
  return /^(?:[-*•–]|\d{1,2}[.)])\s/.test(text);
}

function isList(scored: readonly ScoredSentence[]): boolean {
  return scored.some((item) => isItem(item.text));
}

function wordCount(text: string): number {
  return text.split(/\s+/).length;
}
