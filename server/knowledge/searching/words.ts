/** Words that carry no subject: articles, pronouns, auxiliaries, the small talk of questions. English. */
const EMPTY_WORDS = new Set(
  `a about above after again all also am an and another any anyone anything are as at be because been before being
   below between both but by can cannot cant could did do does doesnt doing dont down each either else ever every for
   from further get gets getting give go going got had has have having he hello help her here hers hey hi him his how
   however i id if ill im in into is isnt it its ive just know let like ll look looking made make many may maybe me
   mean might mine more most much must my need needs no nor not now of off ok okay on once one ones only or other our
   ours out over own please possible question really regarding s said same say see she should so some someone something
   still such sure t tell than thank thanks that thats the their theirs them then there these they thing things this
   those through to too understand under until up us very want wanted wants was wasnt way we well were what whats when
   where whether which while who whom whose why will with within without wont would yeah yes yet you your yours`.split(
    /\s+/,
  ),
);

/** Lower-case words, accents kept, apostrophes dropped: `don't` is `dont`. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}

/** The words that say what a text is about. */
export function contentWords(text: string): string[] {
  return wordsOf(text).filter((word) => !EMPTY_WORDS.has(word));
}

/** Scripts whose words have no spaces between them. */
const UNSPACED = String.raw`\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}`;
const PIECES = new RegExp(`[${UNSPACED}]|[^${UNSPACED}]+`, 'gu');
const ONE_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');

/** Stems of what somebody says, to find phrases in it; letter by letter where no spaces part the words. */
export function stemsSaid(text: string): string[] {
  return wordsOf(text.normalize('NFC'))
    .flatMap((word) => word.match(PIECES) ?? [])
    .map(stemOf);
}

/** Whether what `wordsOf` takes for one word may hold several. */
export function isUnspaced(word: string): boolean {
  return ONE_UNSPACED.test(word);
}

/** A word's rough stem, to see that `boots` and `boot`, `returned` and `return` are the same. */
export function stemOf(word: string): string {
  if (word.length <= 3) return word;
  return word
    .replace(/ies$/, 'y')
    .replace(/(?:sses)$/, 'ss')
    .replace(/(?<![su])s$/, '')
    .replace(/(?<=.{3})(?:ing|ed)$/, '')
    .replace(/(?<=.{3})e$/, '');
}
