import { type AnsweringDeps, type Assessment, assessQuestion, refusedUnread } from '../../answering/index.ts';
import type { Decided } from './decision-metrics.ts';
import type { QuestionRow } from './rows.ts';

export type RefusalItem = Decided & {
  id: string;
  question: string;
  /** Whether code routed it (a person wanted, courtesy…) before any search. */
  routed: string | null;
  reason: string;
  /** Whether a model read the closest lines once more. */
  read: boolean;
  /** SHA-256 of that model; null where there was none, absent where none would be asked. */
  reader?: string | null;
};

export type DecisionVenue = Pick<AnsweringDeps, 'search' | 'embedder' | 'bot' | 'decision'> & {
  botId: string;
};

/**
 * What the bot decides for each question whose `answerable` is known, without wording anything. A turn handed to a person or
 * declined by code counts as refused.
 * @throws AppError `cancelled`, and what searching throws
 */
export async function askDecisions(
  venue: DecisionVenue,
  questions: readonly QuestionRow[],
  onProgress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<RefusalItem[]> {
  const items: RefusalItem[] = [];
  const asked = questions.filter((row) => row.answerable !== undefined);
  for (const { id, question, history = [], answerable = false } of asked) {
    const assessment = await assessQuestion(venue, { botId: venue.botId, question, history }, signal);
    items.push({ id, question, answerable, ...verdictOf(assessment) });
    onProgress?.(items.length, asked.length);
  }
  return items;
}

function verdictOf(
  assessment: Assessment,
): Pick<RefusalItem, 'score' | 'refused' | 'routed' | 'reason' | 'read' | 'reader'> {
  if (assessment.kind === 'routed') {
    const { kind, reason } = assessment.route;
    return { score: 0, refused: true, routed: kind, reason, read: false };
  }
  const { score, outcome, reason, reading } = assessment.decision;
  return {
    score,
    refused: outcome === 'refuse',
    routed: null,
    reason,
    read: reading !== undefined,
    ...(refusedUnread(assessment) === undefined && { reader: reading?.model.sha256 ?? null }),
  };
}
