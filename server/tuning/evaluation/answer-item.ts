import { type CheckTextInput, checkText } from '../../answering/index.ts';
import type { AnswerKind, Passport } from '../../contract/index.ts';
import type { Written } from './record-generator.ts';
import type { QuestionRow } from './rows.ts';
import type { ShownSentence } from './shown-sentences.ts';
import { chrF, rougeL, tokenF1 } from './text-metrics.ts';

/** What the model wrote before any check, to its own end, measured like the answer that was shown. */
export type OwnWords = {
  text: string;
  reason: Written['reason'];
  rougeL: number | null;
  chrF: number | null;
  keyFacts: number | null;
  groundedness: number | null;
};

export type AnswerItem = {
  id: string;
  question: string;
  kind: AnswerKind;
  /** As shown, citation marks taken out. */
  answer: string;
  reference: string | null;
  answerable: boolean | null;
  mustPass: boolean;
  /** Documents cited, as corpus ids. */
  cited: string[];
  /** Share of the cited documents that are gold; null where nothing was cited or no gold is known. */
  citationPrecision: number | null;
  /** Against the reference; 0 for a refusal; null without a reference. */
  rougeL: number | null;
  chrF: number | null;
  tokenF1: number | null;
  /** Share of the answer's sentences that the passages used support; null when nothing was answered. */
  groundedness: number | null;
  /** Share of `must_include` facts in the answer; null without any. */
  keyFacts: number | null;
  /** Null when the model was not asked, or there is none. */
  own: OwnWords | null;
  /** Who declined: the decision before any wording, or the taught model. */
  declinedBy: 'code' | 'model' | null;
  firstSentenceMs: number | null;
  totalMs: number | null;
  checks: Passport['checks'];
};

/** With the answer's sentences, each beside the passage it cites. */
export type AskedItem = AnswerItem & { shown: ShownSentence[] };

const ANSWERED: ReadonlySet<AnswerKind> = new Set(['model', 'quote', 'approved']);

/** Whether the turn tells the visitor something; all others decline, ask back or hand over. */
export function isAnswered({ kind }: Pick<AnswerItem, 'kind'>): boolean {
  return ANSWERED.has(kind);
}

type WordMeasures = Pick<AnswerItem, 'rougeL' | 'chrF' | 'tokenF1' | 'keyFacts'>;

/** Word measures are taken over rows with a `reference` that are not marked unanswerable. */
export function wordMeasures(row: QuestionRow, answer: string): WordMeasures {
  const { reference, must_include: facts = [] } = row;
  const scored = reference !== undefined && row.answerable !== false;
  return {
    rougeL: scored ? rougeL(answer, reference) : null,
    chrF: scored ? chrF(answer, reference) : null,
    tokenF1: scored ? tokenF1(answer, reference) : null,
    keyFacts: facts.length === 0 ? null : facts.filter((fact) => states(answer, fact)).length / facts.length,
  };
}

/** What makes the number before it another one: further digits, thousands, decimals that are not all zero. */
const NUMBER_GOES_ON = /^(?:\d|[.,](?!0{1,2}(?!\d))\d)/;
const NUMBER_BEFORE = /\d[.,]?$/;

/** Whether a text holds a fact, compared without case; `£5` stands neither in `£50` nor in `£5.50`, and `5` not in `15`. */
export function states(text: string, fact: string): boolean {
  const [plain, wanted] = [text.toLowerCase(), fact.toLowerCase()];
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const goesOn = /\d$/.test(wanted) && NUMBER_GOES_ON.test(plain.slice(end, end + 5));
    const goesBefore = /^\d/.test(wanted) && NUMBER_BEFORE.test(plain.slice(Math.max(0, at - 2), at));
    if (!goesOn && !goesBefore) return true;
  }
  return false;
}

/** Share of a text's sentences that the passages support; null for a text without sentences. */
export function groundednessOf(input: CheckTextInput): number | null {
  const checks = checkText(input);
  return checks.length === 0 ? null : checks.filter((check) => check.supported).length / checks.length;
}
