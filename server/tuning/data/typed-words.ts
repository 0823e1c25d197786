import { passageSentences } from '../../answering/index.ts';
import { shuffled } from './chance.ts';
import type { Page } from './pages.ts';
import { keyWords } from './words.ts';

/** Of one page: search words teach which sentence to take, and little about wording. */
const MAX_SENTENCES = 2;
/** Words of the sentence that are typed; the heading's come before them. */
const TYPED_WORDS = 3;
const MAX_HEADING_WORDS = 3;
/** A sentence with fewer has nothing left to find once some were typed. */
const MIN_KEY_WORDS = 6;
/** What leans on the sentence before it answers nothing alone. */
const LEANS =
  /^(?:it|its|this|that|these|those|they|them|their|he|she|then|there|but|and|or|so|also|both|either|if so)\b/i;

/**
 * What someone types who does not ask in whole sentences: a short heading and a few words of one sentence, never its
 * numbers. Any text in any language with spaces can be asked like this.
 */
export function askInTypedWords(page: Page): { question: string; answer: string }[] {
  const candidates = passageSentences(page).filter(
    ({ text }) =>
      /^\p{Lu}.*[.!]$/u.test(text) &&
      !text.includes('; ') &&
      !LEANS.test(text) &&
      keyWords(text).size >= MIN_KEY_WORDS,
  );
  return shuffled(candidates, 0, ({ text }) => text)
    .slice(0, MAX_SENTENCES)
    .map(({ heading, text }) => ({ question: typedFor(heading, text), answer: text }));
}

function typedFor(heading: string, sentence: string): string {
  const about = meaningful(heading);
  const leading = about.length <= MAX_HEADING_WORDS ? about : [];
  const own = meaningful(sentence).filter((word) => !leading.includes(word));
  const chosen = new Set(shuffled(own, 0, (word) => `${word} ${sentence}`).slice(0, TYPED_WORDS));
  return [...leading, ...own.filter((word) => chosen.has(word))].join(' ');
}

/** Each word once, as written but in small letters. */
function meaningful(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}[\p{L}'’-]+/gu) ?? [];
  return [...new Set(words)].filter((word) => keyWords(word).size > 0);
}
