/** Scripts written without spaces: two of their characters count as a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** A token longer than any word (an address, a key, base64) counts as several. */
const LONG_TOKEN = 40;
const LETTERS_PER_WORD = 20;

/** Words as a reader would count them, roughly. */
export function countWords(text: string): number {
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  const tokens = (unspaced === 0 ? text : text.replace(UNSPACED, ' ')).match(/\S+/g) ?? [];
  const spaced = tokens.reduce((sum, token) => sum + wordsIn(token), 0);
  return spaced + Math.ceil(unspaced / 2);
}

function wordsIn(token: string): number {
  return token.length <= LONG_TOKEN ? 1 : Math.ceil(token.length / LETTERS_PER_WORD);
}
