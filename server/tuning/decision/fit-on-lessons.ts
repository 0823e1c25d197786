import { DECISION, fitDecision } from '../../answering/index.ts';
import { auroc } from '../evaluation/decision-metrics.ts';
import type { QuestionRow } from '../evaluation/rows.ts';
import type { CompareDeps } from '../gate/compare-deps.ts';
import { liveVenue } from '../gate/live-venue.ts';
import { crossValidate, type ScoredDecision, scoreBy } from './cross-validate.ts';
import { collectDecisionRows, type LabelledDecision } from './decision-rows.ts';
import type { LessonDecision } from './lesson-decision.ts';
import { taughtQuestions } from './taught-questions.ts';
import { decisionOfVersion } from './version-decision.ts';

/** Fewer say too little; measured: sixteen gained nothing. */
const LEAST_QUESTIONS = 40;
/** Each is searched twice, for about a tenth of a second. */
const MAX_QUESTIONS = 300;
const MAX_STRANGERS = 60;
/**
 * What is declined of the questions that staff wrote answers to, before the decision is doubted. Below it, fitting does harm: lessons
 * are written in plainer words than visitors', and a decision fitted on them declines what is not (docs/evaluation.md).
 */
const TOLERATED = 0.1;
/** Cross-validated gain in AUROC below which what the bot decides by stays. */
const LEAST_GAIN = 0.005;

export type FitOnLessonsInput = {
  botId: string;
  /** What the version was taught, with the document that each lesson's answer was found in. */
  dataSetId: string;
  /** Questions to other organisations, in the bot's language. */
  strangers: readonly string[];
};

/**
 * Fits by what a bot decides whether to answer on the lessons of a data set, where it declines more than a tenth of what they
 * answer: its documents are then unlike those that the shipped coefficients were made with. Undefined where it does not, where
 * there are too few lessons, and where fitting does not decline fewer of them and tell them better from what has no answer.
 * @throws AppError `not_found`, `cancelled`, and what searching throws
 */
export async function fitDecisionOnLessons(
  deps: Omit<CompareDeps, 'findVersion'>,
  { botId, dataSetId, strangers }: FitOnLessonsInput,
  signal?: AbortSignal,
): Promise<LessonDecision | undefined> {
  const questions = spread(await taughtQuestions(deps, { botId, dataSetId }), MAX_QUESTIONS);
  if (questions.length < LEAST_QUESTIONS) return undefined;
  const venue = await liveVenue(deps, botId);
  const present = (await decisionOfVersion(deps.store.db, { botId, versionId: null })) ?? DECISION;
  const collect = (asked: readonly QuestionRow[], others: readonly string[]) =>
    collectDecisionRows(venue, { botId, questions: asked, strangers: others, isGold }, signal);
  // Without its documents each question would be searched a second time, which most bots need not wait for.
  const once = await collect(questions.map(withoutDocuments), []);
  const declinedBefore = declined(scoreBy(present)(once), venue.bot.answerThreshold);
  if (declinedBefore <= TOLERATED) return undefined;
  const rows = await collect(questions, spread(strangers, MAX_STRANGERS));
  const before = scoreBy(present)(rows);
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

function isGold(hit: { documentName: string }, row: QuestionRow): boolean {
  return (row.gold_ids ?? []).includes(hit.documentName);
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
