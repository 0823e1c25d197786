import {
  type Claims,
  claimsOf,
  contentStems,
  contradiction,
  passageSentences,
  polarityOf,
} from '../../answering/index.ts';

/** What is compared of a passage, worked out once for all its neighbours. */
export type ReadSentence = {
  text: string;
  stems: ReadonlySet<string>;
  /** Of the heading it stands under; its subject may be named there alone. */
  heading: ReadonlySet<string>;
  claims: Claims;
  polarity: ReturnType<typeof polarityOf>;
};

export type Disagreement = { kind: 'value' | 'negation'; here: string; there: string };

/** Content words that both must share to be about the same, when they name other values, and when one denies the other. */
const SHARED_FOR_VALUE = 2;
const SHARED_FOR_NEGATION = 3;
/** Words that one side may say and the other not: more, and they may be about different things. */
const EXTRA_WORDS = 2;
/** Long sentences may each have a word of their own. */
const LONG = 5;

export function readSentences(passage: { titlePath: readonly string[]; text: string }): ReadSentence[] {
  return passageSentences(passage).map(({ text, heading }) => {
    const claims = claimsOf(text);
    // Days and units are what is said, not what it is said of.
    const values = new Set(contentStems([...claims.calendar, ...claims.quantities].join(' ')));
    const words = contentStems(text).filter((stem) => !/\d/.test(stem) && !values.has(stem));
    const headingWords = new Set(contentStems(heading));
    return { text, stems: new Set(words), heading: headingWords, claims, polarity: polarityOf(text) };
  });
}

/** The first two sentences about the same that cannot both be right: another number, time or day, or a yes and a no. */
export function findDisagreement(
  here: readonly ReadSentence[],
  there: readonly ReadSentence[],
): Disagreement | undefined {
  for (const one of here) {
    for (const other of there) {
      if (one.text === other.text) continue;
      const shared = new Set([...one.stems].filter((stem) => other.stems.has(stem)));
      if (shared.size < SHARED_FOR_VALUE || !isSameSubject(one, other, shared.size)) continue;
      const kind = disagreementOf(one, other, shared);
      if (kind !== undefined) return { kind, here: one.text, there: other.text };
    }
  }
  return undefined;
}

function isSameSubject(one: ReadSentence, other: ReadSentence, shared: number): boolean {
  const own = extraWords(one, other);
  const others = extraWords(other, one);
  const fits =
    (Math.min(own, others) === 0 && Math.max(own, others) <= EXTRA_WORDS) ||
    (shared >= LONG && own <= 1 && others <= 1);
  if (!fits) return false;
  if (one.heading.size === 0 || other.heading.size === 0) return true;
  const named = [...one.heading].some((stem) => other.heading.has(stem) || other.stems.has(stem));
  return named || [...other.heading].some((stem) => one.stems.has(stem));
}

function extraWords({ stems }: ReadSentence, other: ReadSentence): number {
  return [...stems].filter((stem) => !other.stems.has(stem) && !other.heading.has(stem)).length;
}

function disagreementOf(
  one: ReadSentence,
  other: ReadSentence,
  shared: ReadonlySet<string>,
): Disagreement['kind'] | undefined {
  if (namesOtherValue(one.claims, other.claims)) return 'value';
  if (shared.size < SHARED_FOR_NEGATION || !sameValues(one.claims, other.claims)) return undefined;
  return contradiction(one.polarity, other.polarity, shared) === undefined ? undefined : 'negation';
}

const KINDS = ['numbers', 'times', 'calendar'] as const;

/** One value for another of the same kind; where more differ, the sentences may be about different things. */
function namesOtherValue(one: Claims, other: Claims): boolean {
  const differing = KINDS.flatMap((kind) => {
    const [here, there] = [missingIn(one[kind], other[kind]), missingIn(other[kind], one[kind])];
    return here.length + there.length === 0 ? [] : [{ kind, here, there }];
  });
  const [only] = differing;
  if (only === undefined || differing.length > 1) return false;
  const [[here, ...more], [there, ...others]] = [only.here, only.there];
  if (here === undefined || there === undefined || more.length + others.length > 0) return false;
  return only.kind !== 'numbers' || unitOf(one, here) === unitOf(other, there);
}

function sameValues(one: Claims, other: Claims): boolean {
  return KINDS.every(
    (kind) => missingIn(one[kind], other[kind]).length + missingIn(other[kind], one[kind]).length === 0,
  );
}

function missingIn(values: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...values].filter((value) => !others.has(value));
}

function unitOf({ quantities }: Claims, value: string): string | undefined {
  return [...quantities].find((quantity) => quantity.startsWith(`${value} `))?.slice(value.length + 1);
}
