import type { SearchHit } from '../knowledge/index.ts';
import { type Claims, claimsOf } from './claims.ts';
import { type Polarity, polarityOf } from './polarity.ts';
import { splitSentences } from './sentences.ts';
import { contentStems, words } from './words.ts';

/** A passage read once, so that many sentences can be checked against it. */
export type Evidence = {
  passageId: string;
  claims: Claims;
  stems: ReadonlySet<string>;
  words: ReadonlySet<string>;
  sentences: { text: string; stems: ReadonlySet<string>; polarity: Polarity }[];
};

export function evidenceOf(passage: Pick<SearchHit, 'passageId' | 'titlePath' | 'text'>): Evidence {
  const text = `${passage.titlePath.join('. ')}.\n${passage.text}`;
  return {
    passageId: passage.passageId,
    claims: claimsOf(text),
    stems: new Set(contentStems(text)),
    words: new Set(words(text)),
    sentences: splitSentences(text).map((sentence) => ({
      text: sentence,
      stems: new Set(contentStems(sentence)),
      polarity: polarityOf(sentence),
    })),
  };
}
