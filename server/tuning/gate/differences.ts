import { FIGURES, type Figure } from '../evaluation/answer-measures.ts';
import { type Difference, type Pair, pairedDifference } from '../evaluation/paired-difference.ts';
import { countedItems } from './counted-items.ts';
import type { AnswererReport, ComparedItem } from './types.ts';

/** What is compared question by question. */
const COMPARED = [
  'ROUGE-L',
  'chrF',
  'key facts',
  'groundedness',
  'citation precision',
  'refusal recall',
  'false refusals',
  'ROUGE-L, own words',
  'chrF, own words',
  'key facts, own words',
  'groundedness, own words',
] as const satisfies readonly (keyof typeof FIGURES)[];

export type ComparedMeasure = (typeof COMPARED)[number];

/** Over the questions for which both sides have the figure, each once. */
export function differenceOf(
  measure: ComparedMeasure,
  candidate: AnswererReport,
  other: AnswererReport,
): Difference {
  return pairedDifference(pairsOf(FIGURES[measure], candidate.items, other.items));
}

export function allDifferences(candidate: AnswererReport, other: AnswererReport): Record<string, Difference> {
  return Object.fromEntries(COMPARED.map((measure) => [measure, differenceOf(measure, candidate, other)]));
}

function pairsOf(figure: Figure, candidate: readonly ComparedItem[], other: readonly ComparedItem[]): Pair[] {
  const others = new Map(other.map((item) => [item.id, item]));
  return countedItems(candidate).flatMap((item) => {
    const opposite = others.get(item.id);
    const [mine, theirs] = [figure(item), opposite === undefined ? null : figure(opposite)];
    return mine === null || theirs === null ? [] : [{ candidate: mine, other: theirs }];
  });
}
