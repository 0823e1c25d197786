import type { SearchHit } from '../knowledge/index.ts';
import { withoutOtherYesNo } from './answers-yes-no.ts';
import { checkSentence, type SentenceCheck } from './check-sentence.ts';
import { boundClaimsOf } from './claims.ts';
import { evidenceOf } from './evidence.ts';
import { isStep, withoutMark } from './list-marks.ts';
import { namesAsWritten } from './names-as-written.ts';
import { IN_PAGE_WORDS, inPageWords, lineMadeFrom, lineMeant } from './page-wording.ts';
import { closestLines, linesOf } from './passage-lines.ts';
import { yesOrNo } from './polarity.ts';
import { restOf } from './quote.ts';
import { announcesAll, introTo, pointsBack } from './quote-intro.ts';
import { bestOf, type RankedSentence } from './rank-sentences.ts';
import { withoutRashYes } from './rash-yes.ts';
import { misreadsRow } from './row-in-words.ts';
import { tidySentence } from './tidy-sentence.ts';
import { unlikeLines } from './unlike-lines.ts';
import { contentStems, coverage, stemSet, words } from './words.ts';

const MAX_SENTENCES = 3;
/** A small model that has lost the thread does not find it again. */
const MAX_DROPPED_IN_A_ROW = 2;
/** How much less than the best sentence a sentence may answer before it counts as beside the point. */
const RELEVANCE_MARGIN = 0.2;

/** The model has begun to write the customer's part, or to repeat its task. */
const PROMPT_ECHO =
  /^(?:customer|help pages|question|closest lines?)\s*:|^reply to the customer|^copy the facts/i;
/** Talk about the task instead of an answer. */
const META =
  /^(?:the customer\b|the answer (?:is|to)\b|the (?:text|question)\b|here(?:'s| is)\b|i(?:'m| am) (?:sorry|here|a\b|designed)|as an? (?:ai|customer|text)|to (?:answer|solve) (?:this|the|your) )/i;

const FIRST_STEP = /^1[.)]/;
/** `When to …`, `Other reasons`: what stands below is so in some case, or an answer to that. */
const OF_SOME_CASE =
  /^(?:when|why|what|which|who|where|how|if|before|after|during|until|without|with|for|to|not|no|common|other|reasons?|causes?|exceptions?|examples?)\b/i;
/** It says what of what, and needs no heading for that. */
const COMPLETE =
  /^\W*(?:\p{L}[\p{L}’'-]* ){1,4}(?:is|are|was|were|can|cannot|will|must|may|has|have|does|do|should)\b/iu;

export type JudgeInput = {
  /** With the conversation folded in. */
  question: string;
  /** The last message alone. */
  asked?: string;
  used: readonly SearchHit[];
  ranked: readonly RankedSentence[];
  organisation: string;
};

/**
 * `check` is absent for what is no sentence; `passage` is there when the sentence may be shown, after `lead` where it is nothing
 * without and before `rest`, which takes it back or says why; `stop` ends the answer.
 */
export type Verdict = {
  check?: SentenceCheck;
  passage?: SearchHit;
  lead?: string;
  rest?: string;
  stop?: string;
};

/** Judges a model's sentences one after the other, and remembers what was said. */
export function createJudge(input: JudgeInput): (raw: string) => Verdict {
  const known = readInput(input);
  const told: Told = { keys: new Set(), shown: 0, dropped: 0, lastLead: '', lastShown: ' ', wasStep: false };
  return (raw) => {
    const sentence = known.withNames(withoutRashYes(tidySentence(raw), known));
    return judgeAtSight(raw, sentence, known, told) ?? judgeByPages(sentence, known, told);
  };
}

/** What an answer is judged by. */
type Known = ReturnType<typeof readInput>;

/** What has become of the answer so far. */
type Told = {
  /** Of all sentences, shown or not. */
  keys: Set<string>;
  shown: number;
  /** In a row. */
  dropped: number;
  lastLead: string;
  lastShown: string;
  wasStep: boolean;
};

function readInput({ question, asked, used, ranked, organisation }: JudgeInput) {
  const best = bestOf(ranked);
  const pages = used.flatMap(({ titlePath, text }) => [...titlePath, text]);
  return {
    question,
    used,
    ranked,
    context: { evidence: used.map(evidenceOf), question, asked, allowedNames: organisation },
    withNames: namesAsWritten([...pages, question, organisation]),
    headings: new Set(ranked.flatMap(({ heading, passage }) => [heading, ...passage.titlePath]).map(plain)),
    leastRelevance: (best?.score ?? 0) - RELEVANCE_MARGIN,
    namedRows: best?.isNamedRow ? ranked.filter(({ isNamedRow }) => isNamedRow) : [],
    stems: contentStems(question),
  };
}

/** What can be told of a sentence without the pages; undefined where it needs them. */
function judgeAtSight(raw: string, sentence: string, { headings }: Known, told: Told): Verdict | undefined {
  if (PROMPT_ECHO.test(sentence)) return { stop: 'echo' };
  const key = plain(sentence);
  if (raw.startsWith('#') || headings.has(key)) return {};
  if (META.test(sentence)) return drop({ sentence, supported: false, reason: 'talks about its task' }, told);
  if (told.keys.has(key)) return repeated({ sentence, supported: false });
  told.keys.add(key);
  if (sentence.endsWith(':'))
    return { check: { sentence, supported: false, reason: 'leads over to what is not there' } };
  if (told.shown === 0 && sentence.endsWith('?'))
    return drop({ sentence, supported: false, reason: 'asks before it has answered' }, told);
  return undefined;
}

function judgeByPages(raw: string, known: Known, told: Told): Verdict {
  const checked = checkSentence(raw, known.context);
  const passage = checked.supported
    ? known.used.find((hit) => hit.passageId === checked.passageId)
    : undefined;
  if (passage === undefined) return drop(checked, told);
  const sentence = withYesNoToAsked(raw, passage, known);
  const check = { ...checked, sentence };
  if (sentence !== raw && told.keys.has(plain(sentence))) return repeated({ ...check, supported: false });
  told.keys.add(plain(sentence));
  const meant = lineMeant(sentence, passage, known.ranked);
  const supported = { check, passage, copied: meant ?? copiedFrom(sentence, passage, known.ranked) };
  const objection = objectionTo(supported, known, told);
  if (objection !== undefined) return drop({ ...check, supported: false, reason: objection }, told);
  if (meant !== undefined) return showMeant(meant, inPageWords(sentence, meant), supported, known, told);
  return supported.copied === undefined
    ? judgeOwnWords(supported, known, told)
    : show(supported, known, told);
}

/** What the model worded itself; where that says another thing than its line, the line in its place. */
function judgeOwnWords(supported: Supported, known: Known, told: Told): Verdict {
  const { check, passage } = supported;
  const evidence = known.context.evidence.find(({ passageId }) => passageId === passage.passageId);
  const unlike = evidence && unlikeLines(check.sentence, evidence, known.context);
  if (unlike === undefined) return show(supported, known, told);
  const line = lineMadeFrom(check.sentence, passage, known.ranked);
  return line === undefined
    ? drop({ ...check, supported: false, reason: unlike }, told)
    : showMeant(line, line.text, supported, known, told);
}

/**
 * A sentence without a `Yes` or `No` to another question than was asked. One that its line says itself stays: it answers the question
 * above that line, which is shown with it.
 */
function withYesNoToAsked(
  sentence: string,
  passage: SearchHit,
  { ranked, context, question }: Known,
): string {
  const lead = yesOrNo(sentence);
  if (lead === undefined) return sentence;
  const closest = closestLines(sentence, passage, ranked);
  if (closest.some(({ text }) => yesOrNo(withoutMark(text)) === lead)) return sentence;
  const line = closest.map(({ heading, text }) => `${heading} ${text}`).join(' ');
  return withoutOtherYesNo(sentence, {
    asked: context.asked ?? question,
    line: `${passage.titlePath.join(' ')} ${line}`,
  });
}

/** A sentence with the passage that supports it, and the passage's own where it is that, word for word or nearly. */
type Supported = { check: SentenceCheck; passage: SearchHit; copied: RankedSentence | undefined };

/** Why a sentence that its passage supports is not shown all the same. */
function objectionTo(
  { check: { sentence }, passage, copied }: Supported,
  { question, ranked, leastRelevance, namedRows }: Known,
  { wasStep }: Told,
): string | undefined {
  if (relevance(sentence, passage, ranked) < leastRelevance) return 'true, but beside the point';
  if (namedRows.length > 0 && !isOfRows(sentence, question, namedRows))
    return 'not from the row that was asked for';
  if (misreadsRow(sentence, question, passage, ranked)) return 'a row of a table in other words';
  if (copied !== undefined && announcesAll(introTo(copied, ranked)))
    return 'one of several that count together';
  const isLaterStep = copied !== undefined && isStep(copied.text) && !FIRST_STEP.test(copied.text);
  return isLaterStep && !wasStep ? 'a step without those before it' : undefined;
}

/** The page's line in place of the sentence that nearly is it, or was made from it. */
function showMeant(
  line: RankedSentence,
  sentence: string,
  { check, passage }: Supported,
  known: Known,
  told: Told,
): Verdict {
  const key = plain(sentence);
  if (told.keys.has(key)) return repeated({ ...check, supported: false });
  told.keys.add(key);
  const said = { ...check, sentence, reason: IN_PAGE_WORDS };
  return show({ check: said, passage, copied: line }, known, told);
}

function repeated(check: Omit<SentenceCheck, 'reason'>): Verdict {
  return { check: { ...check, reason: 'said before' }, stop: 'repetition' };
}

function drop(check: SentenceCheck, told: Told): Verdict {
  told.dropped += 1;
  return { check, ...(told.dropped >= MAX_DROPPED_IN_A_ROW ? { stop: 'unsupported' } : {}) };
}

function show({ check, passage, copied }: Supported, { question, ranked }: Known, told: Told): Verdict {
  const lead = copied === undefined ? '' : leadTo(copied, ranked, question);
  const isNew = lead !== '' && lead !== told.lastLead && !plain(lead).endsWith(told.lastShown);
  const whole = copied === undefined ? goneOn(check.sentence, passage, ranked) : undefined;
  const rest = copied === undefined ? undefined : restOf(copied, ranked);
  if (rest !== undefined) told.keys.add(plainItem(rest.text));
  told.lastLead = lead;
  told.lastShown = plain(whole ?? check.sentence);
  told.wasStep = copied !== undefined && isStep(copied.text);
  told.dropped = 0;
  told.shown += 1;
  return {
    check: whole === undefined ? check : { ...check, sentence: whole },
    passage,
    ...(isNew && { lead }),
    ...(rest !== undefined && { rest: withoutMark(rest.text) }),
    ...(told.shown >= MAX_SENTENCES ? { stop: 'enough' } : {}),
  };
}

/** The passage's sentence that this one repeats word for word. */
function copiedFrom(
  sentence: string,
  passage: SearchHit,
  ranked: readonly RankedSentence[],
): RankedSentence | undefined {
  const item = plainItem(sentence);
  return linesOf(passage, ranked).find(({ text }) => plainItem(text) === item);
}

/** What a list's item is nothing without, unless the question says it: the heading or the line before the list. */
function leadTo(item: RankedSentence, ranked: readonly RankedSentence[], question: string): string {
  if (!pointsBack(item.text) && !OF_SOME_CASE.test(item.heading) && COMPLETE.test(item.text)) return '';
  const intro = introTo(item, ranked);
  const asked = stemSet(question);
  return coverage(contentStems(intro), asked) === 1 ? '' : intro;
}

/** How the passage's sentence goes on that was copied up to an alternative, an addition or a condition. */
const GOES_ON = /^(?:or|and|but|except|unless|if|only|when|until|provided)\b/;
const MAX_REST_WORDS = 12;

/** The whole sentence of which this one is the beginning: `E2-24K or E2-25A` where the model stopped at the first. */
function goneOn(sentence: string, passage: SearchHit, ranked: readonly RankedSentence[]): string | undefined {
  const begun = `${plain(sentence)} `;
  const source = linesOf(passage, ranked).find(({ text }) => {
    const whole = plainItem(text);
    const rest = whole.slice(begun.length);
    return whole.startsWith(begun) && GOES_ON.test(rest) && rest.split(' ').length <= MAX_REST_WORDS;
  });
  return source && withoutMark(source.text);
}

function plainItem(text: string): string {
  return plain(withoutMark(text));
}

/** Whether a number of the sentence, if it brings any that the question lacks, stands in one of the rows. */
function isOfRows(sentence: string, question: string, rows: readonly RankedSentence[]): boolean {
  const asked = new Set(boundClaimsOf(question));
  const made = boundClaimsOf(sentence).filter((claim) => !asked.has(claim));
  const known = new Set(rows.flatMap(({ text }) => boundClaimsOf(text)));
  return made.length === 0 || made.some((claim) => known.has(claim));
}

/** The score of the passage's sentence that this one was most likely made from. */
function relevance(sentence: string, passage: SearchHit, ranked: readonly RankedSentence[]): number {
  return Math.max(...closestLines(sentence, passage, ranked).map(({ score }) => score));
}

function plain(text: string): string {
  return words(text).join(' ');
}
