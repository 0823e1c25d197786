import { capitalised } from '../base/index.ts';
import { LIGHT_STEMS } from './light-stems.ts';
import { polarityOf } from './polarity.ts';
import { AMOUNT_STEMS, contentStems, stem, stemSet } from './words.ts';

const YES_NO = /^(yes|no)[,.!:;]? (?=.)/i;
const EXCEPTION = /\b(?:unless|except(?: for)?|apart from|other than)\b[^;.]*/gi;
const CONDITION = /\b(?:if|when|unless|once)\b[^,;.]*/gi;
/** It denies something of all that it speaks of, or takes much of it back. */
const LIMITS = /\b(?:only|(?:but|and) not|except|forbidden|prohibited|excluded|refused?)\b/i;
/** Words of a question that it is not about; so are shorter ones: *u*, *w*, *n*. */
const CHAT: ReadonlySet<string> = new Set(
  'true right correct sure still already instead well really actually ever even anything something thing way got rather'
    .split(' ')
    .map(stem),
);
const MIN_LETTERS = 3;

type Read = {
  /** The last message. */
  asked: string;
  /** The page's line that the sentence was most likely made from, with its headings. */
  line: string;
};

/**
 * A sentence without its `Yes` or `No` where that answers another thing than was asked: `Yes, you can send it to a pickup point`, asked
 * whether a friend may fetch it, or `No, calls are free`, which denies nothing. A `Yes` needs every telling word of the question in
 * the sentence or its line, a `No` one of them in what is denied. What the sentence says is true without.
 */
export function withoutOtherYesNo(sentence: string, { asked, line }: Read): string {
  const lead = YES_NO.exec(sentence);
  if (lead === null) return sentence;
  const rest = sentence.slice(lead[0].length);
  const isAnswer = lead[1]?.toLowerCase() === 'yes' ? affirms(rest, asked, line) : denies(rest, asked);
  return isAnswer ? sentence : capitalised(rest);
}

function affirms(rest: string, asked: string, line: string): boolean {
  const wanted = tellingStems(asked);
  const known = stemSet(`${rest} ${line}`);
  if (!wanted.every((word) => known.has(word))) return false;
  if (polarityOf(asked).negated.size > 0) return true;
  const { negated, plain } = polarityOf(rest.replace(EXCEPTION, ' '));
  const excepted = stemSet((rest.match(EXCEPTION) ?? []).join(' '));
  return !wanted.some((word) => (negated.has(word) || excepted.has(word)) && !plain.has(word));
}

function denies(rest: string, asked: string): boolean {
  const wanted = tellingStems(asked);
  const said = rest.replace(CONDITION, ' ').replace(/\bwithout\b/gi, ', without');
  const denied = LIMITS.test(said) ? stemSet(said) : polarityOf(said).negated;
  return wanted.length === 0 || wanted.some((word) => denied.has(word));
}

function tellingStems(text: string): string[] {
  return contentStems(text).filter(
    (word) =>
      word.length >= MIN_LETTERS && !CHAT.has(word) && !AMOUNT_STEMS.has(word) && !LIGHT_STEMS.has(word),
  );
}
