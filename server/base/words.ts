const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;

/** Lower-case words in order, apostrophes inside them taken out (`don't` is `dont`), accents kept: they tell words of many languages apart. */
export function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(WORD) ?? []).map((word) => word.replace(/['’]/g, ''));
}
