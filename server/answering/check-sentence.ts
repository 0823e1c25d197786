import { anotherModel } from './another-model.ts';
import { PAIRED_NAMES } from './capitals.ts';
import { boundClaimsOf, type Claims, claimsOf } from './claims.ts';
import { closestTo, type Evidence, type EvidenceSentence } from './evidence.ts';
import { saidOfAnother } from './leans-on-question.ts';
import { LIGHT_STEMS } from './light-stems.ts';
import { contradiction, type Polarity, polarityOf, yesOrNo } from './polarity.ts';
import { holds, notSaidTogether } from './said-together.ts';
import { toldAsFact } from './told-as-fact.ts';
import { contentStems, coverage, stem, stemSet, words } from './words.ts';

/** Share of a sentence's content words that its passage must have. */
const MIN_PASSAGE_COVERAGE = 0.6;
/** The same, where words of the question and of the bot's own name count as well. */
const MIN_KNOWN_COVERAGE = 0.75;
/** What a sentence of the passage that fits back onto the checked one counts beside how much of that it has. */
const FIT_BACK = 0.15;
const TIE = 0.02;
/** What it counts that one sentence of the passage has all numbers and dates of the checked one: *shut on 1 January*, not *open all year*. */
const SAME_NUMBERS = 0.1;
/** Overlap with one sentence of the passage from which the two are taken to be about the same thing. */
const SAME_TOPIC = 0.5;

const STUTTER = /(\p{L}{3,} \p{L}{3,})[\s,;:]+\1\b/iu;
/** `Within 60 days, whichever is later`: than what, is left out. */
const HALF_CHOICE = /^(?!.*\b(?:or|and)\b.*\bwhichever\b).*\bwhichever\b/i;
const OPEN_QUESTION = /^\W*(?:(?:and|but|so|ok|hi|hello|hey)\b\W*)*(?:how|what|when|where|who|why)\b/i;

export type CheckContext = {
  evidence: readonly Evidence[];
  /** With the conversation folded in. */
  question: string;
  /** The last message alone, where it is known apart. */
  asked?: string | undefined;
  /** Names the bot may always say: its organisation. */
  allowedNames: string;
};

export type SentenceCheck = { sentence: string; supported: boolean; passageId?: string; reason: string };

type Verdict = { supported: boolean; reason: string; coverage: number };

/**
 * Whether one passage supports a sentence: its numbers, dates, times, units, links and names stand there, it does not
 * say the opposite, and nearly all its content words are known. The best supporting passage is named.
 */
export function checkSentence(sentence: string, context: CheckContext): SentenceCheck {
  const verdicts = context.evidence.map((evidence) => ({
    passageId: evidence.passageId,
    ...judge(sentence, evidence, context),
  }));
  const best = verdicts.toSorted(
    (one, other) => Number(other.supported) - Number(one.supported) || other.coverage - one.coverage,
  )[0];
  if (best === undefined) return { sentence, supported: false, reason: 'no passage to check against' };
  return { sentence, supported: best.supported, passageId: best.passageId, reason: best.reason };
}

function judge(sentence: string, evidence: Evidence, context: CheckContext): Verdict {
  const stems = tellingStems(sentence, evidence);
  const share = coverage(stems, evidence.stems);
  const fail = (reason: string): Verdict => ({ supported: false, reason, coverage: share });
  if (stems.length === 0) return fail('says nothing that can be checked');

  if (STUTTER.test(sentence)) return fail('says the same words twice');
  if (HALF_CHOICE.test(sentence)) return fail('leaves out what there is to choose from');
  const claim = missingClaim(claimsOf(sentence), evidence.claims);
  if (claim !== undefined) return fail(`not in the passage: ${claim}`);
  const apart = notSaidTogether(sentence, stems, evidence, context.question);
  if (apart !== undefined) return fail(`not said together in the passage: ${apart}`);
  const name = missingName(sentence, evidence, context);
  if (name !== undefined) return fail(`name not in the passage: ${name}`);

  const asked = stemSet(context.question);
  const repeats = stems.every((item) => asked.has(item));
  if (repeats && (share < 1 || saysNothingNew(sentence, context.question)))
    return fail('only repeats the question');
  const known = new Set([...evidence.stems, ...contentStems(`${context.question} ${context.allowedNames}`)]);
  if (share < MIN_PASSAGE_COVERAGE) return fail('too few of its words are in the passage');
  if (coverage(stems, known) < MIN_KNOWN_COVERAGE) return fail('too many of its words are new');

  const model = anotherModel(sentence, stems, evidence);
  if (model !== undefined) return fail(`said of another: ${model}`);
  const opposite = saysOpposite(sentence, stems, evidence);
  if (opposite !== undefined) return fail(`says the opposite of the passage: ${opposite}`);
  if (saidOfAnother(sentence, context, stems, evidence)) return fail('said of something else than was asked');
  const told = sourcesOf(sentence, stems, evidence).map((source) =>
    toldAsFact(sentence, context.question, stems, source),
  );
  if (told.length > 0 && told.every((reason) => reason !== undefined))
    return fail(`tells as a fact ${told[0]}`);
  return { supported: true, reason: 'supported', coverage: share };
}

/** Asked what, when or how much, nobody is told anything by the question's own words and numbers: `A size M jacket.` */
function saysNothingNew(sentence: string, question: string): boolean {
  if (!OPEN_QUESTION.test(question) || /\bor\b/i.test(question)) return false;
  return missingClaim(claimsOf(sentence), claimsOf(question)) === undefined;
}

/** Stems of a sentence that must be known, numbers aside. */
export function tellingStems(sentence: string, evidence: Evidence): string[] {
  return contentStems(sentence).filter(
    (item) => !/^\d|^[ap]m$/.test(item) && (evidence.stems.has(item) || !LIGHT_STEMS.has(item)),
  );
}

/** The passage's sentences that have most of this one's words, of those that have its numbers where there are any. */
export function sourcesOf(
  sentence: string,
  stems: readonly string[],
  { sentences }: Evidence,
): EvidenceSentence[] {
  const made = claimsOf(sentence);
  const holding = sentences.filter(({ claims }) => missingClaim(made, claims) === undefined);
  return closestTo(stems, holding.length > 0 ? holding : sentences);
}

/** The first claim that the passage does not make. A quantity needs the same value with the same unit. */
function missingClaim(made: Claims, known: Claims): string | undefined {
  for (const kind of ['links', 'times', 'calendar', 'quantities', 'numbers'] as const) {
    const missing = [...made[kind]].find((claim) => !known[kind].has(claim));
    if (missing !== undefined) return missing;
  }
  return undefined;
}

/** A capitalised word inside a sentence, or a word of capitals and digits anywhere, is a name. */
function missingName(sentence: string, evidence: Evidence, context: CheckContext): string | undefined {
  const known = new Set([...evidence.words, ...words(`${context.question} ${context.allowedNames}`)]);
  const knownStems = new Set([...known].map(stem));
  const tokens = sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  const spoken = `${evidence.spoken}${words(context.question).join(' ')} ${words(context.allowedNames).join(' ')} `;
  const pair = namePairs(sentence).find((name) => !spoken.includes(` ${words(name).join(' ')} `));
  if (pair !== undefined) return pair;
  return tokens.find((token, index) => {
    const isName = (index > 0 && /^\p{Lu}/u.test(token)) || /^\p{Lu}[\p{Lu}\p{N}-]+$/u.test(token);
    if (!isName || /^I(?:['’]\p{L}+)?$/u.test(token) || opensClause(sentence, token)) return false;
    return !words(token).every((word) => known.has(word) || knownStems.has(stem(word)));
  });
}

function namePairs(sentence: string): string[] {
  return [...sentence.matchAll(PAIRED_NAMES)].map((match) => `${match[0]} ${match[1]}`);
}

/** After a colon or an opening quote a capital is grammar, not a name; so is the word after a leading `Yes,`. */
function opensClause(sentence: string, token: string): boolean {
  const before = sentence.slice(0, sentence.indexOf(token)).trimEnd();
  return before === '' || /[:"“(*-]$/.test(before) || /^(?:yes|no)[,.!]?$/i.test(before);
}

/** Compared with the passage's sentence that is most about the same thing; when two tie, agreement with one is enough. */
function saysOpposite(sentence: string, stems: readonly string[], evidence: Evidence): string | undefined {
  const said = polarityOf(sentence);
  const made = boundClaimsOf(sentence);
  const related = evidence.sentences
    .map((item) => ({
      item,
      share: coverage(stems, item.stems),
      back: coverage([...item.stems], new Set(stems)),
    }))
    .filter(({ share }) => share >= SAME_TOPIC)
    .map(({ item, share, back }) => ({
      item,
      share: share + FIT_BACK * back + (made.length > 0 && holds([item], made) ? SAME_NUMBERS : 0),
    }));
  const most = Math.max(...related.map(({ share }) => share)) - TIE;
  let found: string | undefined;
  for (const { item, share } of related) {
    if (share < most) continue;
    const shared = new Set(stems.filter((word) => item.stems.has(word)));
    const opposite =
      wrongYesOrNo(sentence, item.text, item.polarity) ?? contradiction(said, item.polarity, shared);
    if (opposite === undefined) return undefined;
    found ??= opposite;
  }
  return found;
}

/** `No, …` needs a passage that denies something; `Yes, …` one that does not begin with `No`. */
function wrongYesOrNo(sentence: string, evidence: string, polarity: Polarity): string | undefined {
  const [lead, other] = [yesOrNo(sentence), yesOrNo(evidence)];
  if (lead === undefined || lead === other) return undefined;
  if (other !== undefined || (lead === 'no' && polarity.negated.size === 0)) return lead;
  return lead === 'yes' && polarity.plain.size === 0 ? lead : undefined;
}
