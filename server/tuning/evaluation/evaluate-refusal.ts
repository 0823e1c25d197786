import { type Assessment, assessQuestion } from '../../answering/index.ts';
import { search } from '../../knowledge/index.ts';
import {
  atCoverage,
  auroc,
  type Decided,
  falseRefusalRate,
  type RiskPoint,
  refusalRecall,
  riskCoverage,
} from './decision-metrics.ts';
import { estimate, mean } from './estimate.ts';
import { openWorkspace } from './open-workspace.ts';
import type { EvaluationDeps, EvaluationInput, EvaluationReport } from './types.ts';

export type RefusalItem = Decided & {
  id: string;
  question: string;
  /** Whether code routed it (a person wanted, courtesy…) before any search. */
  routed: string | null;
  reason: string;
};

export type RefusalReport = EvaluationReport<RefusalItem> & { riskCoverage: RiskPoint[] };

/** Shares of all questions answered at which refusals are compared. */
const COVERAGES = [0.5, 0.6, 0.7, 0.8, 0.9] as const;

/**
 * Measures the decision to answer, without wording anything: the score against `answerable`, and what the bot's own
 * threshold refuses. A turn handed to a person or declined by code counts as refused. Rows without `answerable` are left out.
 * @throws AppError `cancelled`, and what ingesting or searching throws
 */
export async function evaluateRefusal(
  deps: EvaluationDeps,
  input: EvaluationInput,
  signal?: AbortSignal,
): Promise<RefusalReport> {
  const startedAt = deps.clock.now();
  await using workspace = await openWorkspace(deps, input, signal);
  const { knowledge, botId, bot } = workspace;
  const turnDeps = {
    bot,
    embedder: knowledge.embedder,
    search: (query: Parameters<typeof search>[1]) => search(knowledge, query, signal),
  };
  const items: RefusalItem[] = [];
  const asked = input.questions.filter((row) => row.answerable !== undefined);
  for (const { id, question, history = [], answerable = false } of asked) {
    const assessment = await assessQuestion(turnDeps, { botId, question, history }, signal);
    items.push({ id, question, answerable, ...verdictOf(assessment) });
    input.onProgress?.({ stage: 'asking', done: items.length, total: asked.length });
  }
  return {
    kind: 'refusal',
    setup: {
      passages: workspace.passages,
      questions: items.length,
      answerable: items.filter((item) => item.answerable).length,
      threshold: bot.answerThreshold,
    },
    measures: {
      AUROC: estimate(items, auroc),
      'refusal recall': estimate(items, refusalRecall),
      'false refusals': estimate(items, falseRefusalRate),
      'share answered': estimate(
        items,
        mean((item) => (item.refused ? 0 : 1)),
      ),
      ...Object.fromEntries(
        COVERAGES.map((coverage) => [
          `false refusals at ${coverage * 100} % answered`,
          estimate(items, (sample) => falseRefusalRate(atCoverage(sample, coverage))),
        ]),
      ),
    },
    riskCoverage: riskCoverage(items, COVERAGES),
    items,
    elapsedMs: deps.clock.now() - startedAt,
  };
}

function verdictOf(assessment: Assessment): Pick<RefusalItem, 'score' | 'refused' | 'routed' | 'reason'> {
  if (assessment.kind === 'routed') {
    return { score: 0, refused: true, routed: assessment.route.kind, reason: assessment.route.reason };
  }
  const { score, outcome, reason } = assessment.decision;
  return { score, refused: outcome === 'refuse', routed: null, reason };
}
