import { DECISION, type DecisionModel, fitDecision } from '../../answering/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { auroc } from '../evaluation/decision-metrics.ts';
import type { QuestionRow } from '../evaluation/rows.ts';
import type { CompareDeps } from '../gate/compare-deps.ts';
import { liveVenue } from '../gate/live-venue.ts';
import { allLessons } from '../lessons/list-lessons.ts';
import { allTestQuestions } from '../test-questions/list-test-questions.ts';
import { questionRowOf } from '../test-questions/test-row.ts';
import { crossValidate, LEAST_ANSWERABLE, LEAST_GAIN, scoreBy } from './cross-validate.ts';
import { collectDecisionRows, isOfGoldDocument } from './decision-rows.ts';
import { findOwnFit } from './find-own-decision.ts';
import { type DecidesBy, decidesBy } from './version-decision.ts';

/** More would keep the embedder from visitors; each is searched twice. */
const MAX_QUESTIONS = 1_000;

export type FittedDecision = {
  questions: number;
  /** AUROC over its own questions, of the shipped coefficients and of the fitted ones in cross-validation by document. */
  before: number | null;
  after: number | null;
  /** Whether the bot now decides by its own coefficients. */
  kept: boolean;
  /** Whether an earlier fit was taken away, for it is no better any more. */
  dropped: boolean;
  /** By what the bot decides since. */
  by: DecidesBy['by'];
};

/**
 * Fits a bot's decision on its own questions, pulled towards the shipped coefficients: tests of the split `dev`, and approved
 * lessons that name their document. Each can be answered as it stands, and cannot without its documents. What is not clearly
 * better in cross-validation is not kept, nor is what was fitted before. With too few questions nothing changes.
 * @throws AppError `not_found`, `cancelled`, and what searching throws
 */
export async function fitOwnDecision(
  deps: Omit<CompareDeps, 'findVersion'>,
  { actor, botId }: { actor: string; botId: string },
  signal?: AbortSignal,
): Promise<FittedDecision> {
  const venue = await liveVenue(deps, botId);
  const questions = await ownQuestions(deps, botId);
  const rows = await collectDecisionRows(venue, { botId, questions, isGold: isOfGoldDocument }, signal);
  const enough = rows.filter((row) => row.answerable).length >= LEAST_ANSWERABLE;
  const before = enough ? auroc(scoreBy(rows, DECISION)) : Number.NaN;
  const after = enough ? auroc(await crossValidate(rows)) : Number.NaN;
  const kept = after - before >= LEAST_GAIN;
  const isTold = Number.isFinite(before) && Number.isFinite(after);
  const dropped = isTold && !kept && (await findOwnFit(deps.store.db, botId)) !== undefined;
  const model = kept ? fitDecision(rows, DECISION) : undefined;
  if (isTold) await save(deps, { actor, botId, model, questions: questions.length });
  const { by } = await decidesBy(deps.store.db, { botId });
  return {
    questions: questions.length,
    before: isTold ? before : null,
    after: isTold ? after : null,
    kept,
    dropped,
    by,
  };
}

async function ownQuestions(deps: Pick<CompareDeps, 'store'>, botId: string): Promise<QuestionRow[]> {
  const tests = await allTestQuestions(deps, { botId, split: 'dev' });
  const lessons = await allLessons(deps, { botId, state: 'approved' });
  const taught = lessons.flatMap(({ id, question, history, kind, documentName }) =>
    kind === 'skill' || documentName === undefined
      ? []
      : [{ id, question, history, answerable: true, gold_ids: [documentName] }],
  );
  return [...tests.map(questionRowOf), ...taught].slice(0, MAX_QUESTIONS);
}

type Saved = { actor: string; botId: string; model: DecisionModel | undefined; questions: number };

async function save(
  { store, clock }: Pick<CompareDeps, 'store' | 'clock'>,
  { actor, botId, model, questions }: Saved,
): Promise<void> {
  const at = clock.now();
  await store.transact(async (tx) => {
    await tx.deleteFrom('decision_models').where('bot_id', '=', botId).execute();
    if (model !== undefined) {
      const row = { bot_id: botId, model: JSON.stringify(model), questions, fitted_by: actor, fitted_at: at };
      await tx.insertInto('decision_models').values(row).execute();
    }
    const details = { questions, kept: model !== undefined };
    await recordAudit(tx, { at, actor, verb: 'fitOwnDecision', subject: `bot:${botId}`, details });
  });
}
