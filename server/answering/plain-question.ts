/** Signs that show nothing: joiners, direction marks, tags, soft hyphens, control characters but line ends and tabs. */
const UNSEEN = /[\p{Cf}\p{Co}\p{Cn}]|(?![\n\t])\p{Cc}/gu;
/** A capital letter or two are a name; more words of nothing but capitals are shouted. */
const MIN_SHOUTED_WORDS = 3;
const MIN_SHOUTED_LETTERS = 8;
const REPEATED_MARKS = /([!?.,])\1{2,}/g;

/**
 * A question as it reads: look-alike letters folded, unseen signs out, shouting lowered. Doing it twice changes nothing.
 * What a visitor wrote is stored as it was written.
 */
export function plainQuestion(text: string): string {
  const seen = text.normalize('NFKC').replace(UNSEEN, '').replace(REPEATED_MARKS, '$1');
  return isShouted(seen) ? lowered(seen) : seen;
}

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  const words = text.match(/\p{Lu}+/gu)?.length ?? 0;
  return small === 0 && words >= MIN_SHOUTED_WORDS && letters >= MIN_SHOUTED_LETTERS;
}

/** The first letter, and `I`, as one writes them. */
function lowered(text: string): string {
  return text
    .toLowerCase()
    .replace(/\p{L}/u, (letter) => letter.toUpperCase())
    .replace(/\bi\b/g, 'I');
}
