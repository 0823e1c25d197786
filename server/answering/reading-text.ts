import type { RankedSentence } from './rank-sentences.ts';

const MAX_LINES = 3;
const MAX_LINE_CHARACTERS = 260;

/** What the cross-encoder reads beside the question: the lines that answer it best, the best first. It learned from texts of this form. */
export function readingText(ranked: readonly RankedSentence[]): string {
  return ranked
    .toSorted((one, other) => other.score - one.score)
    .slice(0, MAX_LINES)
    .map(({ heading, text }) => `${heading}: ${text.slice(0, MAX_LINE_CHARACTERS)}`)
    .join('\n');
}
