import { splitSentences } from './sentences.ts';

/** A longer line without an end mark is a sentence that lost it. */
const MAX_HEADING_CHARS = 70;

export type PassageSentence = {
  text: string;
  /** The line it stands under; the passage's own heading when none is inside it. */
  heading: string;
};

/** The sentences of a passage with the heading each stands under; headings themselves say nothing and are no sentences. */
export function passageSentences(passage: { titlePath: readonly string[]; text: string }): PassageSentence[] {
  const sentences: PassageSentence[] = [];
  let heading = passage.titlePath.at(-1) ?? '';
  const lines = splitSentences(passage.text);
  for (const [index, text] of lines.entries()) {
    if (index < lines.length - 1 && isHeading(text)) heading = text;
    else sentences.push({ text, heading });
  }
  return sentences;
}

function isHeading(text: string): boolean {
  return (
    text.length <= MAX_HEADING_CHARS &&
    !/[.!:;,]["')\]]?$|[:;] |^(?:[-*•–]|\d{1,2}[.)])\s/.test(text) &&
    /^\p{Lu}/u.test(text)
  );
}
