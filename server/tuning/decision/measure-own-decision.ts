import { askDecisions, type RefusalItem } from '../evaluation/ask-decision.ts';
import {
  auroc,
  falseRefusalRate,
  type ReliabilityBin,
  type RiskPoint,
  refusalRecall,
  reliability,
  riskCoverage,
} from '../evaluation/decision-metrics.ts';
import { type Estimate, estimate } from '../evaluation/estimate.ts';
import type { CompareDeps } from '../gate/compare-deps.ts';
import { liveVenue } from '../gate/live-venue.ts';
import { allTestQuestions } from '../test-questions/list-test-questions.ts';
import { questionRowOf } from '../test-questions/test-row.ts';

/** What the bot's slider needs to be drawn: how each operating point would do on the organisation's own tests. */
export type OwnDecision = {
  questions: number;
  answerable: number;
  /** Where the bot stands now. */
  threshold: number;
  auroc: Estimate;
  refusalRecall: Estimate;
  falseRefusals: Estimate;
  /** From answering little to answering all. */
  riskCoverage: RiskPoint[];
  reliability: ReliabilityBin[];
  items: RefusalItem[];
  /** The distinct `reader`s of the items. */
  readBy: (string | null)[];
};

const COVERAGES = Array.from({ length: 20 }, (_, at) => (at + 1) / 20);
const RELIABILITY_GROUPS = 10;

/**
 * Measures a bot's decision, as it serves now, on its own test questions: nothing is worded, and no model but the embedder is
 * asked. An estimate is null where the tests do not hold both outcomes.
 * @throws AppError `not_found`, `cancelled`, and what searching throws
 */
export async function measureOwnDecision(
  deps: Omit<CompareDeps, 'findVersion'>,
  { botId }: { botId: string },
  signal?: AbortSignal,
): Promise<OwnDecision> {
  const venue = await liveVenue(deps, botId);
  const tests = await allTestQuestions(deps, { botId });
  const items = await askDecisions(venue, tests.map(questionRowOf), undefined, signal);
  const searched = items.filter((item) => item.routed === null);
  return {
    questions: items.length,
    answerable: items.filter((item) => item.answerable).length,
    threshold: venue.bot.answerThreshold,
    auroc: estimate(items, auroc),
    refusalRecall: estimate(items, refusalRecall),
    falseRefusals: estimate(items, falseRefusalRate),
    riskCoverage: riskCoverage(items, COVERAGES),
    reliability: reliability(searched, RELIABILITY_GROUPS),
    items,
    readBy: [...new Set(items.flatMap(({ reader }) => (reader === undefined ? [] : [reader])))],
  };
}
