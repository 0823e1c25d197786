import { type AnswerEvent, isItem, splitSentences } from '../../answering/index.ts';
import type { Source } from '../../contract/index.ts';

/** One sentence that a visitor saw, with the passage whose number stood behind it. */
export type ShownSentence = {
  sentence: string;
  /** As corpus id. */
  document: string;
  /** The passage's title path, ` > ` between. */
  heading: string;
  passage: string;
};

const MARKER = /\s?\[(\d{1,2})\](?=\s*$)/;

/**
 * Collects the sentences that a turn shows, each with the passage it cites; text before any source, such as a refusal, cites
 * nothing and is left out. A source without a mark of its own is the one before.
 */
export function collectShown(corpusId: (source: Source) => string): {
  note(event: AnswerEvent): void;
  sentences: ShownSentence[];
} {
  const sentences: ShownSentence[] = [];
  let sources: readonly Source[] = [];
  let current: Source | undefined;
  return {
    sentences,
    note(event) {
      if (event.type === 'sources') sources = event.sources;
      if (event.type !== 'text' || sources.length === 0) return;
      const number = MARKER.exec(event.delta)?.[1];
      if (number !== undefined) current = sources.find((source) => source.number === Number(number));
      if (current === undefined) return;
      const { titlePath, text: passage } = current;
      const cited = { document: corpusId(current), heading: titlePath.join(' > '), passage };
      for (const sentence of withIntro(splitSentences(event.delta.replace(MARKER, ''))))
        sentences.push({ sentence, ...cited });
    },
  };
}

const OPENS = /[:?]$/;
const POINTS_BACK = /^(?:it|they|this|that|these|those|its|their)\b/i;

/** What is read with what stands before it, such as an item after its heading, a `Yes` after its question, an `it`, is one with it. */
function withIntro(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const isNext = last?.includes(':') === true && isItem(line);
    if (last !== undefined && (OPENS.test(last) || isNext || POINTS_BACK.test(line)))
      joined[joined.length - 1] = `${last} ${line}`;
    else joined.push(line);
  }
  return joined;
}
