import { openPhraseMatcher } from '../../answering/index.ts';
import { AppError } from '../../base/index.ts';
import { auroc, correctAt } from './decision-metrics.ts';
import { estimate, mean } from './estimate.ts';
import type { ExampleRow } from './rows.ts';
import type { EvaluationDeps, EvaluationInput, EvaluationReport } from './types.ts';

export type RoutingItem = {
  id: string;
  question: string;
  label: string;
  /** Whether any example has the label: where none has, nothing should be matched. */
  known: boolean;
  /** The three best labels, best first. */
  ranked: string[];
  score: number;
  /** What approved answers of these phrasings would say without doubt; null for nothing. */
  sure: string | null;
};

export type RoutingInput = Pick<EvaluationInput, 'questions' | 'onProgress'> & {
  examples: readonly ExampleRow[];
};

const BATCH = 100;
const KEPT = 3;

/**
 * Measures how well known phrasings route new ones to their label, and how well the best score tells questions whose label has
 * an example from those whose has none. Questions without `label` are left out.
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
  const labels = new Set(examples.map((example) => example.label));
  const matcher = await openPhraseMatcher(deps.embedder, examples, signal);
  const items: RoutingItem[] = [];
  for (let start = 0; start < asked.length; start += BATCH) {
    const batch = asked.slice(start, start + BATCH);
    const matches = await matcher.match(
      batch.map((row) => row.question),
      signal,
    );
    for (const [index, row] of batch.entries()) {
      const { ranked = [], sure = null } = matches[index] ?? {};
      const best = ranked.slice(0, KEPT).map((match) => match.label);
      items.push({ ...row, known: labels.has(row.label), ranked: best, score: ranked[0]?.score ?? 0, sure });
    }
    onProgress?.({ stage: 'asking', done: items.length, total: asked.length });
  }
  const known = items.filter((item) => item.known);
  return {
    kind: 'routing',
    setup: {
      examples: examples.length,
      labels: labels.size,
      questions: items.length,
      outOfScope: items.length - known.length,
      skippedWithoutLabel: questions.length - asked.length,
    },
    measures: {
      'accuracy top-1': estimate(
        known,
        mean((item) => correctAt(item.ranked, item.label, 1)),
      ),
      'accuracy top-3': estimate(
        known,
        mean((item) => correctAt(item.ranked, item.label, 3)),
      ),
      'approved answer, right': estimate(
        items.filter((item) => item.sure !== null),
        mean((item) => Number(item.sure === item.label)),
      ),
      'approved answer, said': estimate(
        known,
        mean((item) => Number(item.sure === item.label)),
      ),
      ...(known.length < items.length && {
        'AUROC, out of scope': estimate(items, (drawn) =>
          auroc(drawn.map((item) => ({ answerable: item.known, score: item.score }))),
        ),
      }),
    },
    items,
    elapsedMs: deps.clock.now() - startedAt,
  };
}
