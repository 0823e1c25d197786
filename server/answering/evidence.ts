import type { SearchHit } from '../knowledge/index.ts';
import { type Claims, claimsOf } from './claims.ts';
import { greatest } from './greatest.ts';
import { type PassageSentence, passageSentences } from './passage-sentences.ts';
import { type Polarity, polarityOf } from './polarity.ts';
import { coverage, stemSet, words } from './words.ts';

/** A passage read once, so that many sentences can be checked against it. */
export type Evidence = {
  passageId: string;
  claims: Claims;
  stems: ReadonlySet<string>;
  words: ReadonlySet<string>;
  /** All words in order, to find names of several words. */
  spoken: string;
  /** Claims of its titles, such as `Heron 2`: they hold for every sentence. */
  titled: Claims;
  titleStems: ReadonlySet<string>;
  sentences: EvidenceSentence[];
};

/** What stands under a heading is read with it. */
export type EvidenceSentence = {
  text: string;
  heading: string;
  stems: ReadonlySet<string>;
  claims: Claims;
  polarity: Polarity;
};

/** `What cannot be returned`, `Not possible`: what stands below is denied; below `What if I cannot come?` it is not. */
const DENYING_HEADING =
  /^what\b(?!.*\b(?:if|happens)\b).*\b(?:not|cannot|can['’]t|don['’]t|isn['’]t|excluded|left out)\b|^(?:not \w+|excluded|exceptions?)$/i;

/** Reads a passage, its titles with it. */
export function evidenceOf(passage: Pick<SearchHit, 'passageId' | 'titlePath' | 'text'>): Evidence {
  const text = `${passage.titlePath.join('. ')}.\n${passage.text}`;
  return {
    passageId: passage.passageId,
    claims: claimsOf(text),
    stems: stemSet(text),
    words: new Set(words(text)),
    spoken: ` ${words(text).join(' ')} `,
    titled: claimsOf(passage.titlePath.join('. ')),
    titleStems: stemSet(passage.titlePath.join('. ')),
    sentences: passageSentences(passage).map(readSentence),
  };
}

/** Of a passage's sentences those that have most of some words. */
export function closestTo(
  stems: readonly string[],
  sentences: readonly EvidenceSentence[],
): EvidenceSentence[] {
  return greatest(sentences, (item) => coverage(stems, item.stems));
}

/** What has a subject of its own is a sentence, no item of the heading's list. */
const OWN_SUBJECT = /^(?:we|you|your|it|its|they|there|this|these|if|when|all|please|our)\b/i;

function readSentence({ text, heading }: PassageSentence): EvidenceSentence {
  const full = `${heading}: ${text}`;
  return {
    text,
    heading,
    stems: stemSet(full),
    claims: claimsOf(full),
    polarity: polarityUnder(heading, text),
  };
}

/** Whether a line stands in a list of what is not so. */
export function isDenied({ heading, text }: PassageSentence): boolean {
  return DENYING_HEADING.test(heading) && !OWN_SUBJECT.test(text);
}

/** The answer to a heading that asks says yes or no to it. */
function polarityUnder(heading: string, text: string): Polarity {
  if (isDenied({ heading, text })) return polarityOf(`${heading}: ${text}`, { denied: true });
  if (heading.endsWith('?') && /^no\b/i.test(text)) return polarityOf(`Not ${heading} ${text}`);
  return polarityOf(DENYING_HEADING.test(heading) ? text : `${heading}: ${text}`);
}
