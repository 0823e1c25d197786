import type { RankedSentence } from './rank-sentences.ts';

const MAX_LINES = 3;
const MAX_LINE_CHARACTERS = 260;

/** What the cross-encoder reads beside the question: the lines that answer it best, the best first. It learned from texts of this form. */
export function readingText(ranked: readonly RankedSentence[]): string {
  return linesToRead(ranked, MAX_LINES).join('\n');
}

/** The first so many of them, each under its heading and cut where it is long. */
export function linesToRead(ranked: readonly RankedSentence[], count: number): string[] {
  return ranked
    .toSorted((one, other) => other.score - one.score)
    .slice(0, count)
    .map(({ heading, text }) => `${heading}: ${text.slice(0, MAX_LINE_CHARACTERS)}`);
}
