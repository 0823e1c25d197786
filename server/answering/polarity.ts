import { contentStems, words } from './words.ts';

/**
 * Where a sentence negates. `focus`: the first content stem after each negation, most often the verb or the thing
 * denied; `negated`: all stems of a clause with a negation in it; `plain`: those of the other clauses.
 */
export type Polarity = {
  focus: ReadonlySet<string>;
  negated: ReadonlySet<string>;
  plain: ReadonlySet<string>;
  words: ReadonlySet<string>;
};

const CUES = new Set(
  `not no never cannot cant without neither nor none unable wont dont doesnt didnt isnt arent wasnt werent shouldnt
  couldnt wouldnt mustnt hasnt havent hadnt nobody nothing`.split(/\s+/),
);
const CLAUSE_END =
  /[,;:.!?()]|\b(?:but|although|though|however|unless|except|because|if|so|when|whereas|while)\b|\band\b(?= (?:not|no|never|cannot|without)\b)/i;

/** Words that turn a rule into its opposite when one stands for the other. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['before', 'after'],
  ['minimum', 'maximum'],
  ['least', 'most'],
  ['above', 'below'],
  ['over', 'under'],
  ['more', 'less'],
  ['open', 'closed'],
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
];

export function polarityOf(sentence: string): Polarity {
  const focus = new Set<string>();
  const negated = new Set<string>();
  const plain = new Set<string>();
  for (const clause of sentence.replace(/^\s*(?:yes|no)\s*[,.!:-]\s*/i, '').split(CLAUSE_END)) {
    const found = words(clause);
    const cue = found.findIndex((word) => CUES.has(word));
    for (const item of contentStems(clause)) (cue < 0 ? plain : negated).add(item);
    const denied = cue < 0 ? undefined : contentStems(found.slice(cue + 1).join(' '))[0];
    if (denied !== undefined) focus.add(denied);
  }
  return { focus, negated, plain, words: new Set(words(sentence)) };
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
  const pair = OPPOSITES.find(([one, other]) => opposed(sentence, evidence, one, other));
  return pair?.join(' / ');
}

function opposed(sentence: Polarity, evidence: Polarity, one: string, other: string): boolean {
  const says = (text: Polarity, word: string, not: string): boolean =>
    text.words.has(word) && !text.words.has(not);
  return (
    (says(sentence, one, other) && says(evidence, other, one)) ||
    (says(sentence, other, one) && says(evidence, one, other))
  );
}
