import { AppError } from '../../base/index.ts';
import { type SearchInput, search } from '../../knowledge/index.ts';
import { askDecisions, type RefusalItem } from './ask-decision.ts';
import {
  atCoverage,
  auroc,
  calibrationError,
  falseRefusalRate,
  type ReliabilityBin,
  type RiskPoint,
  refusalRecall,
  reliability,
  riskCoverage,
} from './decision-metrics.ts';
import { estimate, mean } from './estimate.ts';
import { openWorkspace } from './open-workspace.ts';
import type { EvaluationDeps, EvaluationInput, EvaluationReport } from './types.ts';

export type RefusalReport = EvaluationReport<RefusalItem> & {
  riskCoverage: RiskPoint[];
  /** Over what was searched: code's own routes have no score. */
  reliability: ReliabilityBin[];
};

/** Shares of all questions answered at which refusals are compared. */
const COVERAGES = [0.5, 0.6, 0.7, 0.8, 0.9] as const;
const RELIABILITY_GROUPS = 5;

/**
 * Measures the decision to answer, without wording anything: the score against `answerable`, and what the bot's own
 * threshold refuses. A turn handed to a person or declined by code counts as refused. Rows without `answerable` are left out.
 * @throws AppError `bad_request` where no row has it; `cancelled`, and what ingesting or searching throws
 */
export async function evaluateRefusal(
  deps: EvaluationDeps,
  input: EvaluationInput,
  signal?: AbortSignal,
): Promise<RefusalReport> {
  const startedAt = deps.clock.now();
  if (input.questions.every(({ answerable }) => answerable === undefined)) {
    throw new AppError(
      'bad_request',
      'Refusals are measured on questions with "answerable", true or false, and none has it.',
    );
  }
  await using workspace = await openWorkspace(deps, input, signal);
  const { knowledge, botId, bot } = workspace;
  const { embedder } = knowledge;
  const venue = { botId, bot, embedder, search: (query: SearchInput) => search(knowledge, query, signal) };
  const onAsked = (done: number, total: number) => input.onProgress?.({ stage: 'asking', done, total });
  const items = await askDecisions(venue, input.questions, onAsked, signal);
  const searched = items.filter((item) => item.routed === null);
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
      'calibration error': estimate(searched, (sample) =>
        calibrationError(reliability(sample, RELIABILITY_GROUPS)),
      ),
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
    reliability: reliability(searched, RELIABILITY_GROUPS),
    items,
    elapsedMs: deps.clock.now() - startedAt,
  };
}
