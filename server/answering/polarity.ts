import { contentStems, words } from './words.ts';

/**
 * Where a sentence negates. `focus`: the first content stem after each negation, most often the verb or the thing
 * denied; `negated`: all stems of a clause with a negation in it; `plain`: those of the other clauses; `limits`: it takes
 * something back without a negation (`only`, `except`).
 */
export type Polarity = {
  focus: ReadonlySet<string>;
  negated: ReadonlySet<string>;
  plain: ReadonlySet<string>;
  words: ReadonlySet<string>;
  limits: boolean;
  /** It stands in a list of what is not so. */
  denied: boolean;
};

const CUES = new Set(
  `not no never cannot cant without neither nor none unable wont dont doesnt didnt isnt arent wasnt werent shouldnt
  couldnt wouldnt mustnt hasnt havent hadnt nobody nothing`.split(/\s+/),
);
/** Words with which a sentence can deny as well, or be denied in other words. */
const LIMITS =
  /\b(?:only|except|apart|away|instead|rather|free|avoid|exclude[ds]?|refuse[ds]?|left out|leaves? out|fails?|lacks?|stops?|ends?|until|just|unless|before|separate(?:ly)?|alone)\b/i;
/** Bounds, not negations. */
const BOUNDS = /\bno(?:t)? (?:more|later|longer|fewer|less) than\b|\bnot only\b/gi;
const CLAUSE_END =
  /[,;:.!?()]|\b(?:but|although|though|however|unless|except|because|if|so|when|whereas|while)\b|\band\b(?= (?:not|no|never|cannot|without)\b)/i;

/** Share of a denied clause's stems that the other side must have to be about the same. */
const MOST_OF_CLAUSE = 0.6;

/** Words that turn a rule into its opposite when one stands for the other. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['before', 'after'],
  ['minimum', 'maximum'],
  ['least', 'most'],
  ['above', 'below'],
  ['over', 'under'],
  ['more', 'less'],
  ['open', 'closed'],
  ['open', 'shut'],
  ['opens', 'closes'],
  ['opens', 'shuts'],
  ['inside', 'outside'],
  ['indoors', 'outdoors'],
  ['wet', 'dry'],
  ['hot', 'cold'],
  ['weekdays', 'weekends'],
  ['include', 'exclude'],
  ['included', 'excluded'],
  ['allowed', 'forbidden'],
  ['allowed', 'prohibited'],
  ['accept', 'refuse'],
  ['accepted', 'refused'],
  ['always', 'never'],
  ['possible', 'impossible'],
  ['eligible', 'ineligible'],
  ['refundable', 'non-refundable'],
  ['used', 'unused'],
  ['opened', 'unopened'],
  ['worn', 'unworn'],
  ['washed', 'unwashed'],
  ['free', 'charge'],
  ['cheaper', 'dearer'],
  ['earlier', 'later'],
  ['away', 'near'],
  ['keeps', 'loses'],
  ['keep', 'lose'],
  ['until', 'after'],
];

/** The `yes` or `no` that a text begins with, in small letters; undefined where it begins otherwise. */
export function yesOrNo(text: string): string | undefined {
  return /^(?:yes|no)\b/i.exec(text)?.[0].toLowerCase();
}

/** Reads where a sentence negates. `denied`: it stands in a list of what is not so, and is negated whole. */
export function polarityOf(sentence: string, { denied = false } = {}): Polarity {
  const focus = new Set<string>();
  const negated = new Set<string>();
  const plain = new Set<string>();
  const said = sentence.replace(/^\s*(?:yes|no)\s*[,.!:-]\s*/i, '').replace(BOUNDS, 'at most');
  for (const clause of said.split(CLAUSE_END)) {
    const found = words(clause);
    const cues = [...found.keys()].filter((at) => CUES.has(found[at] ?? ''));
    for (const item of contentStems(clause)) (denied || cues.length > 0 ? negated : plain).add(item);
    for (const cue of cues) {
      const first = contentStems(found.slice(cue + 1).join(' '))[0];
      if (first !== undefined) focus.add(first);
    }
  }
  return { focus, negated, plain, words: new Set(words(sentence)), limits: LIMITS.test(said), denied };
}

/**
 * The first stem or word pair on which a sentence says the opposite of its evidence, or undefined.
 * `shared` are the content stems that both have.
 */
export function contradiction(
  sentence: Polarity,
  evidence: Polarity,
  shared: ReadonlySet<string>,
): string | undefined {
  const flipped = [...shared].find(
    (item) =>
      (sentence.focus.has(item) && !evidence.negated.has(item)) ||
      (evidence.focus.has(item) && !sentence.negated.has(item) && !evidence.plain.has(item)),
  );
  if (flipped !== undefined) return flipped;
  if (evidence.denied && sentence.negated.size === 0 && !sentence.limits) return [...shared][0];
  const denies = deniedAlone(sentence, evidence, shared) ?? deniedAlone(evidence, sentence, shared);
  if (denies !== undefined) return denies;
  const pair = OPPOSITES.find(([one, other]) => opposed(sentence, evidence, one, other));
  return pair?.join(' / ');
}

/** A word of what one side denies, where most of that is said by the other, which denies and limits nothing. */
function deniedAlone(one: Polarity, other: Polarity, shared: ReadonlySet<string>): string | undefined {
  if (one.negated.size === 0 || other.negated.size > 0 || other.limits) return undefined;
  const said = [...one.negated].filter(
    (item) => shared.has(item) && other.plain.has(item) && !one.plain.has(item),
  );
  return said.length >= MOST_OF_CLAUSE * one.negated.size ? said[0] : undefined;
}

function opposed(sentence: Polarity, evidence: Polarity, one: string, other: string): boolean {
  const says = (text: Polarity, word: string, not: string): boolean =>
    text.words.has(word) && !text.words.has(not);
  return (
    (says(sentence, one, other) && says(evidence, other, one)) ||
    (says(sentence, other, one) && says(evidence, one, other))
  );
}
