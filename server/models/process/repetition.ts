/** A sentence shorter than this may well come twice. */
const MIN_SENTENCE_LENGTH = 20;
/** The end of a text is a loop when one unit comes this often in a row and covers this much. */
const MIN_LOOP_REPEATS = 4;
const MIN_LOOP_LENGTH = 40;
const MAX_LOOP_UNIT = 120;

/**
 * Where a text begins to repeat itself, as an index at which to cut it: before a whole sentence or line that stood
 * there already, or after the first unit of a loop at its end. Undefined where it does not.
 */
export function findRepetition(text: string): number | undefined {
  return findRepeatedSentence(text) ?? findLoop(text);
}

function findRepeatedSentence(text: string): number | undefined {
  const seen = new Set<string>();
  for (const match of text.matchAll(/[^.!?\n]+[.!?\n]+/g)) {
    const sentence = match[0].trim().toLowerCase();
    if (sentence.length < MIN_SENTENCE_LENGTH) continue;
    if (seen.has(sentence)) return match.index;
    seen.add(sentence);
  }
  return undefined;
}

function findLoop(text: string): number | undefined {
  for (let unit = 1; unit <= Math.min(MAX_LOOP_UNIT, text.length / MIN_LOOP_REPEATS); unit++) {
    let start = text.length - unit;
    while (start > 0 && text[start - 1] === text[start - 1 + unit]) start--;
    const looped = text.length - start;
    if (looped >= Math.max(MIN_LOOP_LENGTH, unit * MIN_LOOP_REPEATS)) return start + unit;
  }
  return undefined;
}
