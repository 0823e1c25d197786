import { withColumnNames } from './column-names.ts';
import { isItem, withoutMark } from './list-marks.ts';
import { splitSentences } from './sentences.ts';

/** A longer line without an end mark is a sentence that lost it. */
const MAX_HEADING_CHARS = 70;

export type PassageSentence = {
  text: string;
  /** The line it stands under; the passage's own heading when none is inside it. */
  heading: string;
  /** It follows the one before on the same line, as the second sentence of an item does. */
  goesOn?: true;
};

/** The sentences of a passage with the heading each stands under; headings themselves say nothing and are no sentences. */
export function passageSentences(passage: { titlePath: readonly string[]; text: string }): PassageSentence[] {
  const sentences: PassageSentence[] = [];
  let heading = passage.titlePath.at(-1) ?? '';
  const lines = passage.text.split('\n').filter((line) => line.trim() !== '');
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    const found = splitSentences(line);
    if (next !== undefined && found.length === 1 && isHeading(line.trim())) heading = line.trim();
    else if (next !== undefined && isAsked(line, next)) heading = withoutMark(line.trim());
    else
      for (const [place, text] of found.entries())
        sentences.push({ text, heading, ...(place > 0 && { goesOn: true }) });
  }
  return withColumnNames(sentences);
}

function isHeading(text: string): boolean {
  return text.length <= MAX_HEADING_CHARS && !/[.!:;,]["')\]]?$|[:;] /.test(text) && /^\p{Lu}/u.test(text);
}

/** `- How long do I have?` with what answers it further in: a heading with a list mark. */
function isAsked(line: string, next: string): boolean {
  return isItem(line.trimStart()) && /\?\s*$/.test(line) && indent(next) > indent(line);
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}
