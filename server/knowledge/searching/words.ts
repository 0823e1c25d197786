import { EMPTY_WORDS, wordSet, wordsOf } from '../../base/index.ts';

/** Words that carry no subject in a question to an organisation. English. */
const NO_SUBJECT: ReadonlySet<string> = new Set([
  ...EMPTY_WORDS,
  ...wordSet(
    `another anyone anything either ever every gets getting give going got help however ill ll look looking
  made make many maybe mean mine much needs now ones ours possible question really regarding said say see
  someone something still sure thats theirs thing things understand wanted wants way well whats whether
  whose within yeah yet`,
  ),
]);

/** The words that say what a text is about. */
export function contentWords(text: string): string[] {
  return wordsOf(text).filter((word) => !NO_SUBJECT.has(word));
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

/**
 * A word's rough stem, to see that `boots` and `boot`, `returned` and `return` are the same. It cuts less than the one by which
 * `answering` counts what two texts share: there a wrong match is one in many, here it brings another subject into the search.
 */
export function stemOf(word: string): string {
  if (word.length <= 3) return word;
  return word
    .replace(/ies$/, 'y')
    .replace(/(?:sses)$/, 'ss')
    .replace(/(?<![su])s$/, '')
    .replace(/(?<=.{3})(?:ing|ed)$/, '')
    .replace(/(?<=.{3})e$/, '');
}
