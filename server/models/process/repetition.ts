/** A sentence shorter than this may well come twice. */
const MIN_SENTENCE_LENGTH = 20;
/** The end of a text is a loop when one unit comes this often in a row and covers this much. */
const MIN_LOOP_REPEATS = 4;
const MIN_LOOP_LENGTH = 40;
const MAX_LOOP_UNIT = 120;

export type Repetition = {
  /** Where to cut the text: before a sentence that stood there already, or after the first unit of a loop at its end. */
  cutAt: number | undefined;
  /** From here on the text may yet become a repetition: the begun sentence is so far the same as an earlier one. */
  doubtfulFrom: number | undefined;
};

/** Looks at a text in the making for sentences said twice and for loops of a few words. */
export function findRepetition(text: string): Repetition {
  const seen = new Set<string>();
  for (const match of text.matchAll(/[^.!?\n]+[.!?\n]*/g)) {
    const sentence = match[0].trimStart().toLowerCase();
    const isComplete = /[.!?\n]$/.test(sentence);
    if (!isComplete) {
      const isKnown = [...seen].some((earlier) => earlier.startsWith(sentence));
      return { cutAt: findLoop(text), doubtfulFrom: isKnown ? match.index : undefined };
    }
    const words = sentence.trimEnd();
    if (seen.has(words)) return { cutAt: match.index, doubtfulFrom: undefined };
    if (words.length >= MIN_SENTENCE_LENGTH) seen.add(words);
  }
  return { cutAt: findLoop(text), doubtfulFrom: undefined };
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
