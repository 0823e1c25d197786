/** `People then think it leaks`, where no condition comes before. */
const THEN = /^(?!(?:if|when|once|after|as soon)\b)(?:\p{L}+ ){1,2}then\b/iu;
/** `It takes four days there.`; not `nothing is there`. */
const THERE = /(?<!\b(?:is|are|was|were|be) )\bthere(?=[.,;!?])/i;
const PLACE = /\b(?:in|at|to|from|near|into|on|through|via)\s+\p{L}/iu;
/** `We will pitch one when there is room`; not `at one`, `no one` or `one of them`. */
const ONE =
  /(?<!\b(?:the|an?) \p{L}+|[,;:])(?<!\b(?:and|or|at|from|until|to|in|by|of|than|with|no|any|every|each|this|that|the|new|old|first|second|last|only|right|wrong))\s+one(?=[.,!?]|\s(?:when|if|for|with|in|at|on|from|before|after|until)\b)/iu;
const ONE_OF = /\b(?:one|an?|any|your|every|each|no)\s+\p{L}/iu;
/** `Ask in the other stores` */
const OTHER = /\bthe others?\b(?! (?:way|hand|side)\b)/i;
const OTHER_THAN = /[,;:]|\b(?:and|one|both|two|either|first|each)\b/i;
/** `If you do not want it, …` */
const IN_CONDITION =
  /^(?:if|when|unless|once|after|before) (?:you|we|they|nobody|somebody|someone)(?: (?!(?:an?|the|your|our|any|no)\b)\p{L}+){1,3} (?:it|them)\b[^.]*,/iu;

/**
 * Whether a word further inside a sentence stands for what was said before it: a `then`, `there`, `one` or `the other` for which the
 * sentence itself has nothing that it could stand for, or the `it` of a condition that begins it.
 */
export function pointsFurtherBack(text: string): boolean {
  return (
    THEN.test(text) ||
    IN_CONDITION.test(text) ||
    standsAlone(text, THERE, PLACE) ||
    standsAlone(text, ONE, ONE_OF) ||
    standsAlone(text, OTHER, OTHER_THAN)
  );
}

/** Whether a word comes without anything before it that it could stand for. */
function standsAlone(text: string, word: RegExp, antecedent: RegExp): boolean {
  const at = text.search(word);
  return at >= 0 && !antecedent.test(text.slice(0, at + 1));
}
