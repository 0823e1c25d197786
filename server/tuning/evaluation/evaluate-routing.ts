import { openPhraseMatcher } from '../../answering/index.ts';
import { AppError } from '../../base/index.ts';
import { correctAt } from './decision-metrics.ts';
import { estimate, mean } from './estimate.ts';
import type { ExampleRow } from './rows.ts';
import type { EvaluationDeps, EvaluationInput, EvaluationReport } from './types.ts';

export type RoutingItem = {
  id: string;
  question: string;
  label: string;
  /** The three best labels, best first. */
  ranked: string[];
  score: number;
};

export type RoutingInput = Pick<EvaluationInput, 'questions' | 'onProgress'> & {
  examples: readonly ExampleRow[];
};

const BATCH = 100;
const KEPT = 3;

/**
 * Measures how well known phrasings route new ones to their label. Questions without `label` are left out.
 * @throws AppError `bad_request` without examples or labelled questions; `cancelled`; what the embedder throws
 */
export async function evaluateRouting(
  deps: EvaluationDeps,
  { examples, questions, onProgress }: RoutingInput,
  signal?: AbortSignal,
): Promise<EvaluationReport<RoutingItem>> {
  const startedAt = deps.clock.now();
  const asked = questions.flatMap(({ id, question, label }) =>
    label === undefined ? [] : [{ id, question, label }],
  );
  if (examples.length === 0 || asked.length === 0) {
    throw new AppError(
      'bad_request',
      'Routing needs examples (text,label) and questions with a "label" field.',
    );
  }
  const matcher = await openPhraseMatcher(deps.embedder, examples, signal);
  const items: RoutingItem[] = [];
  for (let start = 0; start < asked.length; start += BATCH) {
    const batch = asked.slice(start, start + BATCH);
    const matches = await matcher.match(
      batch.map((row) => row.question),
      signal,
    );
    for (const [index, row] of batch.entries()) {
      const ranked = matches[index] ?? [];
      const best = ranked.slice(0, KEPT).map((match) => match.label);
      items.push({ ...row, ranked: best, score: ranked[0]?.score ?? 0 });
    }
    onProgress?.({ stage: 'asking', done: items.length, total: asked.length });
  }
  return {
    kind: 'routing',
    setup: {
      examples: examples.length,
      labels: new Set(examples.map((example) => example.label)).size,
      questions: items.length,
      skippedWithoutLabel: questions.length - asked.length,
    },
    measures: {
      'accuracy top-1': estimate(
        items,
        mean((item) => correctAt(item.ranked, item.label, 1)),
      ),
      'accuracy top-3': estimate(
        items,
        mean((item) => correctAt(item.ranked, item.label, 3)),
      ),
    },
    items,
    elapsedMs: deps.clock.now() - startedAt,
  };
}
