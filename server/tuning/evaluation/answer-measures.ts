import { LINE_BELOW } from '../../answering/index.ts';
import type { AnswerKind } from '../../contract/index.ts';
import { type AnswerItem, isAnswered } from './answer-item.ts';
import { type Estimate, estimate, mean } from './estimate.ts';

const KINDS = [
  'model',
  'quote',
  'refusal',
  'handoff',
  'smalltalk',
  'clarify',
  'approved',
] as const satisfies readonly AnswerKind[];

/** A figure per question; null where it is not defined. */
export type Figure = (item: AnswerItem) => number | null;

/** 1 where a question without an answer was declined. */
export const declinedRightly: Figure = (item) =>
  item.answerable === false ? Number(!isAnswered(item)) : null;

/** 1 where a question with an answer was declined. */
export const declinedWrongly: Figure = (item) =>
  item.answerable === true ? Number(!isAnswered(item)) : null;

const shown: Figure = (item) => (isAnswered(item) ? 1 : null);

/** Every figure by its name, as reports give it. */
export const FIGURES = {
  'ROUGE-L': (item) => item.rougeL,
  chrF: (item) => item.chrF,
  'token F1': (item) => item.tokenF1,
  'key facts': (item) => item.keyFacts,
  'ROUGE-L, answered': (item) => shown(item) && item.rougeL,
  'ROUGE-L, model': (item) => (item.kind === 'model' ? item.rougeL : null),
  'ROUGE-L, own words': (item) => item.own?.rougeL ?? null,
  'chrF, own words': (item) => item.own?.chrF ?? null,
  'key facts, own words': (item) => item.own?.keyFacts ?? null,
  groundedness: (item) => item.groundedness,
  'groundedness, own words': (item) => item.own?.groundedness ?? null,
  'citation precision': (item) => item.citationPrecision,
  'refusal recall': declinedRightly,
  'false refusals': declinedWrongly,
  words: (item) => shown(item) && wordCount(item.answer),
  'words, own words': (item) => (item.own === null ? null : wordCount(item.own.text)),
  'cut off or looping, own words': (item) => (item.own === null ? null : Number(item.own.reason !== 'stop')),
  'empty, own words': (item) => (item.own === null ? null : Number(item.own.text === '')),
  ...Object.fromEntries(
    KINDS.map((kind) => [`share ${kind}`, (item: AnswerItem) => Number(item.kind === kind)]),
  ),
  'share model with a line below': (item) => Number(item.checks.some(({ reason }) => reason === LINE_BELOW)),
} as const satisfies Record<string, Figure>;

/**
 * Every measure with its interval. "Own words" are what the model wrote before any check, over the questions put to it; the
 * rest is what visitors would see.
 */
export function answerMeasures(items: readonly AnswerItem[]): Record<string, Estimate> {
  return Object.fromEntries(Object.entries(FIGURES).map(([name, figure]) => [name, over(items, figure)]));
}

function over(items: readonly AnswerItem[], figure: Figure): Estimate {
  return estimate(
    items.flatMap((item) => figure(item) ?? []),
    mean((value: number) => value),
  );
}

function wordCount(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
