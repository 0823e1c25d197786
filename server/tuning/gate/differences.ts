import { declinedRightly, declinedWrongly, type Figure } from '../evaluation/answer-measures.ts';
import { type Difference, type Pair, pairedDifference } from '../evaluation/paired-difference.ts';
import type { AnswererReport, ComparedItem } from './types.ts';

/** What is compared question by question. */
export const COMPARED = {
  'ROUGE-L': (item) => item.rougeL,
  chrF: (item) => item.chrF,
  'key facts': (item) => item.keyFacts,
  groundedness: (item) => item.groundedness,
  'citation precision': (item) => item.citationPrecision,
  'refusal recall': declinedRightly,
  'false refusals': declinedWrongly,
  'ROUGE-L, own words': (item) => item.own?.rougeL ?? null,
  'chrF, own words': (item) => item.own?.chrF ?? null,
  'key facts, own words': (item) => item.own?.keyFacts ?? null,
  'groundedness, own words': (item) => item.own?.groundedness ?? null,
} as const satisfies Record<string, Figure>;

export type ComparedMeasure = keyof typeof COMPARED;

/** Over the questions for which both sides have the figure. */
export function differenceOf(
  measure: ComparedMeasure,
  candidate: AnswererReport,
  other: AnswererReport,
): Difference {
  return pairedDifference(pairsOf(COMPARED[measure], candidate.items, other.items));
}

export function allDifferences(candidate: AnswererReport, other: AnswererReport): Record<string, Difference> {
  const measures = Object.keys(COMPARED) as ComparedMeasure[];
  return Object.fromEntries(measures.map((measure) => [measure, differenceOf(measure, candidate, other)]));
}

function pairsOf(figure: Figure, candidate: readonly ComparedItem[], other: readonly ComparedItem[]): Pair[] {
  const others = new Map(other.map((item) => [item.id, item]));
  return candidate.flatMap((item) => {
    const opposite = others.get(item.id);
    const [mine, theirs] = [figure(item), opposite === undefined ? null : figure(opposite)];
    return mine === null || theirs === null ? [] : [{ candidate: mine, other: theirs }];
  });
}
