import { z } from 'zod';
import { type Estimate, estimate, mean } from './estimate.ts';

/** One shown sentence as a person judged it, read as an answer to its question. */
export const labelRowSchema = z.object({
  /** Of the question. */
  id: z.string().min(1),
  question: z.string(),
  sentence: z.string().min(1),
  document: z.string(),
  heading: z.string(),
  /** The documents bear it out. */
  supported: z.boolean(),
  /** The cited passage alone does. */
  cited: z.boolean(),
  answers: z.enum(['yes', 'partly', 'no']),
  /** A word for each "no". */
  reason: z.string().optional(),
});
export type LabelRow = z.infer<typeof labelRowSchema>;

/** What a report of `eval answers` must have for its sentences to be looked up. */
export const shownReportSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      shown: z.array(z.object({ sentence: z.string(), document: z.string() })),
    }),
  ),
});
export type ShownReport = z.infer<typeof shownReportSchema>;

export type LabelScore = {
  /** Shown sentences, and how many of them nobody has labelled; those count nowhere. */
  sentences: number;
  unlabelled: { id: string; sentence: string; document: string }[];
  measures: Record<string, Estimate>;
  /** How often each reason stands at what is not supported. */
  reasons: Record<string, number>;
};

/** A report's sentences by their labels: how many are borne out by the documents, by the passage they cite, and answer the question. */
export function scoreLabels({ items }: ShownReport, labels: readonly LabelRow[]): LabelScore {
  const labelOf = new Map(labels.map((label) => [keyOf(label), label]));
  const shown = items.flatMap(({ id, shown: sentences }) => sentences.map((item) => ({ id, ...item })));
  const found = shown.flatMap((item) => labelOf.get(keyOf(item)) ?? []);
  const share = (of: (label: LabelRow) => boolean) =>
    estimate(
      found,
      mean((label) => Number(of(label))),
    );
  const reasons: Record<string, number> = {};
  for (const { supported, cited, reason = 'none given' } of found)
    if (!supported || !cited) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    sentences: shown.length,
    unlabelled: shown
      .filter((item) => !labelOf.has(keyOf(item)))
      .map(({ id, sentence, document }) => ({ id, sentence, document })),
    measures: {
      'supported by the documents': share(({ supported }) => supported),
      'held by the passage cited': share(({ cited }) => cited),
      'answers the question': share(({ answers }) => answers === 'yes'),
      'answers it at least partly': share(({ answers }) => answers !== 'no'),
    },
    reasons,
  };
}

function keyOf({ id, sentence, document }: Pick<LabelRow, 'id' | 'sentence' | 'document'>): string {
  return JSON.stringify([id, sentence, document]);
}
