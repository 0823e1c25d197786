import { isAnswered } from '../evaluation/answer-item.ts';
import { declinedRightly, declinedWrongly } from '../evaluation/answer-measures.ts';
import type { Estimate } from '../evaluation/estimate.ts';
import { countedItems } from './counted-items.ts';
import { differenceOf } from './differences.ts';
import type { Finding } from './judge.ts';
import { compareLatency } from './latency.ts';
import type { PrimaryMeasure } from './primary.ts';
import type { AnswererReport, ComparedItem, Opponent } from './types.ts';

export const GATE = {
  /** Below this many questions an interval says little of itself. */
  minTests: 30,
  /** An interval wider than this on either side leaves a difference open that visitors would notice. */
  maxHalfWidth: 0.05,
  minRefusalRecall: 0.9,
  maxFalseRefusals: 0.05,
  /** One question among fewer would decide alone. */
  minUnanswerable: 10,
  minAnswerable: 20,
  /** The checker's own noise. */
  maxGroundednessLoss: 0.02,
  maxSlowdown: 1.05,
} as const;

export type Sides = { candidate: AnswererReport; other: AnswererReport; opponent: Opponent };

const NAMES: Record<Opponent, string> = {
  untuned: 'the untaught model',
  release: 'the current release',
  extractive: 'plain quotes',
};

const WHAT: Record<PrimaryMeasure, string> = {
  'ROUGE-L': 'likeness to the ideal answers (ROUGE-L)',
  'key facts': 'key facts in the answers',
};

/** Candidate above the opponent on the primary measure, the interval above zero. */
export function checkPrimary({ candidate, other, opponent }: Sides, primary: PrimaryMeasure): Finding {
  const difference = differenceOf(primary, candidate, other).estimate;
  const against = NAMES[opponent];
  const shared = {
    name: `better than ${against}`,
    required: `${WHAT[primary]}: the difference and all of its 95 % interval above zero, on at least ${GATE.minTests} questions`,
    measured: told(difference),
    counts: true,
  };
  const tests = difference?.items ?? 0;
  if (difference === null || tests < GATE.minTests) {
    const more = GATE.minTests - tests;
    const reason = `Only ${count(tests, 'test question')} can be compared with ${against} by ${WHAT[primary]}. Add ${more} more with an ideal answer or key facts.`;
    return { ...shared, passed: null, reason };
  }
  if (difference.low > 0) return { ...shared, passed: true, reason: '' };
  const gap = Math.abs(difference.value).toFixed(3);
  if (difference.high < 0) {
    return {
      ...shared,
      passed: false,
      reason: `It is worse than ${against} on ${WHAT[primary]}, by ${gap}.`,
    };
  }
  const halfWidth = (difference.high - difference.low) / 2;
  if (halfWidth <= GATE.maxHalfWidth) {
    return {
      ...shared,
      passed: false,
      reason: `It does not differ from ${against} on ${WHAT[primary]} by more than chance: ${told(difference)}.`,
    };
  }
  const more = moreTests(difference.value, halfWidth, tests);
  return {
    ...shared,
    passed: null,
    reason: `The tests cannot tell it from ${against} on ${WHAT[primary]}: ${told(difference)}. About ${more} more test questions would.`,
  };
}

/** An interval narrows with the root of the number of questions; it is to clear zero, or to be narrow, whichever comes first. */
function moreTests(value: number, halfWidth: number, tests: number): number {
  const enough = Math.max(GATE.maxHalfWidth, value);
  return Math.max(1, Math.ceil(tests * (halfWidth / enough) ** 2) - tests);
}

/** Key facts may not get lost where the primary measure is another one. */
export function checkKeyFacts({ candidate, other, opponent }: Sides): Finding {
  const difference = differenceOf('key facts', candidate, other).estimate;
  const isLost = difference !== null && difference.high < 0;
  return {
    name: `key facts, against ${NAMES[opponent]}`,
    required: 'not fewer key facts in the answers, beyond chance',
    measured: told(difference),
    passed: !isLost,
    counts: true,
    reason: isLost
      ? `Its answers hold fewer key facts than those of ${NAMES[opponent]}: ${told(difference)}.`
      : '',
  };
}

export function checkGroundedness({ candidate, other, opponent }: Sides): Finding {
  const difference = differenceOf('groundedness', candidate, other).estimate;
  const isLost = difference !== null && (difference.high < 0 || difference.value < -GATE.maxGroundednessLoss);
  return {
    name: `support in the help pages, against ${NAMES[opponent]}`,
    required: `no more sentences without support in the help pages (at most ${GATE.maxGroundednessLoss} less)`,
    measured: told(difference),
    passed: !isLost,
    counts: true,
    reason: isLost
      ? `More of its sentences than those of ${NAMES[opponent]} have no support in the help pages: ${told(difference)}.`
      : '',
  };
}

export function checkRefusals(candidate: AnswererReport): Finding[] {
  const items = countedItems(candidate.items);
  const recall = shareOf(items.flatMap((item) => declinedRightly(item) ?? []));
  const wrong = shareOf(items.flatMap((item) => declinedWrongly(item) ?? []));
  const byModel = items.filter((item) => declinedWrongly(item) === 1 && item.declinedBy === 'model').length;
  return [
    {
      name: 'declining what has no answer',
      required: `at least ${GATE.minRefusalRecall} of the questions without an answer declined, on at least ${GATE.minUnanswerable}`,
      measured: share(recall),
      passed: recall.total < GATE.minUnanswerable ? null : recall.value >= GATE.minRefusalRecall,
      counts: true,
      reason:
        recall.total < GATE.minUnanswerable
          ? `Only ${count(recall.total, 'test question')} without an answer in the help pages. Add ${GATE.minUnanswerable - recall.total} more, to see whether it declines them.`
          : `It answers too many questions that the help pages do not answer: ${share(recall)} are declined, ${GATE.minRefusalRecall} are asked for.`,
    },
    {
      name: 'answering what has one',
      required: `at most ${GATE.maxFalseRefusals} of the questions with an answer declined, on at least ${GATE.minAnswerable}`,
      measured: share(wrong),
      passed: wrong.total < GATE.minAnswerable ? null : wrong.value <= GATE.maxFalseRefusals,
      counts: true,
      reason:
        wrong.total < GATE.minAnswerable
          ? `Only ${count(wrong.total, 'test question')} that the help pages answer. Add ${GATE.minAnswerable - wrong.total} more, to see whether it declines any.`
          : `It declines too many questions that the help pages answer: ${share(wrong)}, at most ${GATE.maxFalseRefusals} is asked for. The model declined ${byModel} of them, the bot's own threshold the others.`,
    },
  ];
}

export function checkMustPass({ items }: AnswererReport): Finding {
  const tests = items.filter((item) => item.mustPass);
  const failed = tests.filter((item) => !isPassed(item));
  const named = failed.slice(0, 3).map((item) => `“${item.question}”`);
  const others = failed.length > 3 ? ` and ${failed.length - 3} more` : '';
  return {
    name: 'must-pass tests',
    required: 'every one passed: answered with all its key facts, or declined where there is no answer',
    measured:
      tests.length === 0 ? 'none written' : `${tests.length - failed.length} of ${tests.length} passed`,
    passed: failed.length === 0,
    counts: true,
    reason:
      failed.length === 0
        ? ''
        : `It fails ${count(failed.length, 'must-pass test')}: ${named.join(', ')}${others}.`,
  };
}

/** Answered with all its key facts, or declined where there is no answer. */
export function isPassed(item: ComparedItem): boolean {
  if (item.answerable === false) return !isAnswered(item);
  return isAnswered(item) && (item.keyFacts ?? 1) === 1;
}

export function checkFormat({ items }: AnswererReport): Finding {
  const checked = items.filter((item) => item.isInFormat !== null);
  const broken = checked.filter((item) => item.isInFormat === false);
  return {
    name: 'format',
    required: 'every answer within the length and without the words that were ruled out',
    measured:
      checked.length === 0
        ? 'no rules written'
        : `${checked.length - broken.length} of ${checked.length} answers`,
    passed: broken.length === 0,
    counts: true,
    reason:
      broken.length === 0
        ? ''
        : `The rules on form are broken by ${count(broken.length, 'answer')}, first by the one to “${broken[0]?.question}”.`,
  };
}

/** Both are measured in the same run, taking turns; where noise hides the answer the check is open and does not count. */
export function checkLatency(candidate: AnswererReport, served: AnswererReport): Finding {
  const ratio = compareLatency(candidate, served);
  const shared = {
    name: 'speed',
    required: `time to the first sentence, slowest twentieth (p95), at most ${GATE.maxSlowdown} times that of what serves now`,
    measured:
      ratio === null
        ? 'not measured'
        : `${ratio.value.toFixed(2)} times (95 % interval ${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})`,
  };
  if (ratio === null) return { ...shared, passed: null, counts: false, reason: '' };
  if (ratio.high <= GATE.maxSlowdown) return { ...shared, passed: true, counts: true, reason: '' };
  if (ratio.low > GATE.maxSlowdown) {
    return {
      ...shared,
      passed: false,
      counts: true,
      reason: `It is slower than what serves now: ${shared.measured}.`,
    };
  }
  return {
    ...shared,
    passed: null,
    counts: false,
    reason: `Whether it is slower cannot be told, the times vary too much: ${shared.measured}.`,
  };
}

type Share = { value: number; hits: number; total: number };

function shareOf(figures: readonly number[]): Share {
  const hits = figures.reduce((sum, figure) => sum + figure, 0);
  return { hits, total: figures.length, value: figures.length === 0 ? 0 : hits / figures.length };
}

function share({ value, hits, total }: Share): string {
  return total === 0 ? 'no such questions' : `${value.toFixed(2)} (${hits} of ${total})`;
}

function told(difference: Estimate): string {
  if (difference === null) return 'nothing to compare';
  const { value, low, high, items } = difference;
  return `${signed(value)} (95 % interval ${signed(low)} to ${signed(high)}, ${count(items, 'question')})`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
