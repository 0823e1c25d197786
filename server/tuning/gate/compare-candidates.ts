import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { assessQuestion, checkText } from '../../answering/index.ts';
import { invariant } from '../../base/index.ts';
import { type AnswerItem, isAnswered } from '../evaluation/answer-item.ts';
import { answerMeasures } from '../evaluation/answer-measures.ts';
import { askQuestion, type Venue, type Wording } from '../evaluation/ask-question.ts';
import type { QuestionRow } from '../evaluation/rows.ts';
import { questionKey } from '../lessons/question-key.ts';
import { countedItems } from './counted-items.ts';
import { allDifferences } from './differences.ts';
import { answererOf } from './judge.ts';
import { latencyOf } from './latency.ts';
import { shareRetrieval } from './share-retrieval.ts';
import {
  type AnswererReport,
  type ComparedItem,
  type ComparisonReport,
  type FormatRules,
  OPPONENTS,
  type Role,
} from './types.ts';

export type Answerer = { roles: Role[]; versionId: string | null; wording: Wording };

export type CompareCandidatesInput = {
  /** The candidate and whoever it is compared with; a model with several roles is asked once. */
  answerers: readonly Answerer[];
  questions: readonly QuestionRow[];
  format?: FormatRules;
  /** Whether a question is asked only because it must pass, so that no figure counts it. */
  isBeside?: ((row: QuestionRow) => boolean) | undefined;
  /** Waited for before each question. */
  ready?: ((signal?: AbortSignal) => Promise<void>) | undefined;
  onProgress?: (progress: { done: number; total: number }) => void;
};

/**
 * Asks everybody the same questions of the pipeline that serves. Search and decision run once a question; then the
 * answerers take turns, each beginning as often as the others, so that their times can be compared. The intervals are
 * worked out with pauses: a server does this beside its visitors.
 * @throws AppError `cancelled`, and what searching or generating throws
 */
export async function compareCandidates(
  venue: Venue,
  { answerers, questions, format = {}, isBeside = () => false, ready, onProgress }: CompareCandidatesInput,
  signal?: AbortSignal,
): Promise<ComparisonReport> {
  const startedAt = venue.clock.now();
  const asked = answerers.map((answerer) => ({ answerer, items: [] as ComparedItem[] }));
  const { venue: shared, forget } = shareRetrieval(venue);
  for (const [index, row] of questions.entries()) {
    await ready?.(signal);
    forget();
    const { question, history = [] } = row;
    const key = questionKey(question, history);
    await assessQuestion(shared, { botId: venue.botId, question, history }, signal);
    const first = index % asked.length;
    for (const { answerer, items } of [...asked.slice(first), ...asked.slice(0, first)]) {
      const { shown: _passages, ...item } = await askQuestion(shared, row, answerer.wording, signal);
      const isInFormat = inFormat(item, format, venue.bot.organisation);
      items.push({ ...item, key, beside: isBeside(row), isInFormat });
    }
    onProgress?.({ done: index + 1, total: questions.length });
  }
  const reports: AnswererReport[] = [];
  for (const { answerer, items } of asked) {
    await yieldToEvents();
    reports.push(reportOf(answerer, items));
  }
  return {
    answerers: reports,
    differences: await differencesOf(reports),
    questions: questions.length,
    elapsedMs: venue.clock.now() - startedAt,
  };
}

function reportOf({ roles, versionId }: Answerer, items: ComparedItem[]): AnswererReport {
  const measures = answerMeasures(countedItems(items));
  return { roles, versionId, measures, firstSentenceMs: latencyOf(items), items };
}

async function differencesOf(reports: readonly AnswererReport[]): Promise<ComparisonReport['differences']> {
  const candidate = answererOf(reports, 'candidate');
  invariant(candidate !== undefined, 'a comparison has a candidate');
  const found: ComparisonReport['differences'] = [];
  for (const opponent of OPPONENTS) {
    const other = answererOf(reports, opponent);
    if (other === undefined || other === candidate) continue;
    await yieldToEvents();
    found.push({ opponent, differences: allDifferences(candidate, other) });
  }
  return found;
}

/** Null without rules, and where nothing was answered. */
function inFormat(item: AnswerItem, rules: FormatRules, organisation: string): boolean | null {
  const { maxSentences = Number.POSITIVE_INFINITY, forbidden = [] } = rules;
  if ((maxSentences === Number.POSITIVE_INFINITY && forbidden.length === 0) || !isAnswered(item)) return null;
  const sentences = checkText({ text: item.answer, passages: [], question: '', organisation }).length;
  const plain = item.answer.toLowerCase();
  return sentences <= maxSentences && !forbidden.some((phrase) => plain.includes(phrase.toLowerCase()));
}
