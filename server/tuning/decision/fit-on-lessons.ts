import { DECISION, fitDecision } from '../../answering/index.ts';
import { auroc } from '../evaluation/decision-metrics.ts';
import type { QuestionRow } from '../evaluation/rows.ts';
import type { CompareDeps } from '../gate/compare-deps.ts';
import { liveVenue } from '../gate/live-venue.ts';
import {
  crossValidate,
  LEAST_ANSWERABLE,
  LEAST_GAIN,
  type ScoredDecision,
  scoreBy,
} from './cross-validate.ts';
import { collectDecisionRows, isOfGoldDocument, type LabelledDecision } from './decision-rows.ts';
import type { LessonDecision } from './lesson-decision.ts';
import { taughtQuestions } from './taught-questions.ts';
import { decisionOfVersion } from './version-decision.ts';

/** Each is searched twice, for about a tenth of a second. */
const MAX_QUESTIONS = 300;
const MAX_STRANGERS = 60;
/**
 * What is declined of the questions that staff wrote answers to, before the decision is doubted. Below it, fitting does harm: lessons
 * are written in plainer words than visitors', and a decision fitted on them declines what is not (docs/evaluation.md).
 */
const TOLERATED = 0.1;

export type FitOnLessonsInput = {
  botId: string;
  /** What the version was taught, with the document that each lesson's answer was found in. */
  dataSetId: string;
  /** Questions to other organisations, in the bot's language; asked for only where they are needed. */
  findStrangers(): Promise<readonly string[]>;
};

/**
 * Fits by what a bot decides whether to answer on the lessons of a data set, where it declines more than a tenth of what they
 * answer: its documents are then unlike those that the shipped coefficients were made with. Undefined where it does not, where
 * there are too few lessons, and where fitting does not decline fewer of them and tell them better from what has no answer.
 * @throws AppError `not_found`, `cancelled`, and what searching throws
 */
export async function fitDecisionOnLessons(
  deps: Omit<CompareDeps, 'findVersion'>,
  { botId, dataSetId, findStrangers }: FitOnLessonsInput,
  signal?: AbortSignal,
): Promise<LessonDecision | undefined> {
  const questions = spread(await taughtQuestions(deps, { botId, dataSetId }), MAX_QUESTIONS);
  if (questions.length < LEAST_ANSWERABLE) return undefined;
  const venue = await liveVenue(deps, botId);
  const present = (await decisionOfVersion(deps.store.db, { botId, versionId: null })) ?? DECISION;
  const collect = (asked: readonly QuestionRow[], others: readonly string[]) =>
    collectDecisionRows(
      venue,
      { botId, questions: asked, strangers: others, isGold: isOfGoldDocument },
      signal,
    );
  // Without its documents each question would be searched a second time, which most bots need not wait for.
  const once = await collect(questions.map(withoutDocuments), []);
  const declinedBefore = declined(scoreBy(once, present), venue.bot.answerThreshold);
  if (declinedBefore <= TOLERATED) return undefined;
  const rows = await collect(questions, spread(await findStrangers(), MAX_STRANGERS));
  const before = scoreBy(rows, present);
  const after = await crossValidate(rows);
  const declinedAfter = declined(after, venue.bot.answerThreshold);
  if (declinedAfter >= declinedBefore || auroc(after) - auroc(before) < LEAST_GAIN) return undefined;
  return {
    model: fitDecision(rows, DECISION),
    questions: answerable(rows).length,
    declinedBefore,
    declinedAfter,
  };
}

function withoutDocuments({ gold_ids: _documents, ...question }: QuestionRow): QuestionRow {
  return question;
}

function answerable<Row extends LabelledDecision>(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.answerable);
}

/** The share declined of what can be answered, 0 to 1. */
function declined(rows: readonly ScoredDecision[], threshold: number): number {
  const asked = answerable(rows);
  return asked.filter(({ score }) => score < threshold).length / Math.max(1, asked.length);
}

/** At most so many, from all over the list. */
function spread<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.max(1, items.length / most);
  return items.filter((_item, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}
