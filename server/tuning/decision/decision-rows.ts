import {
  type AnsweringDeps,
  assessQuestion,
  type DecisionRow,
  matchFeatures,
  offsetOf,
  refusedUnread,
} from '../../answering/index.ts';
import type { SearchHit } from '../../knowledge/index.ts';
import type { QuestionRow } from '../evaluation/rows.ts';

/** Where a row comes from: a question as it is, the same without its documents, a question meant for someone else. */
export type DecisionOrigin = 'own' | 'without its documents' | 'stranger';

/** `group` is shared by the rows of one document, so that they are never split between fitting and measuring. */
export type LabelledDecision = DecisionRow & { id: string; group: string; origin: DecisionOrigin };

export type DecisionRowsInput = {
  botId: string;
  questions: readonly QuestionRow[];
  /** Questions of other organisations: nothing here answers them. */
  strangers?: readonly string[];
  /** Whether a passage is of a document that answers the question. */
  isGold(hit: SearchHit, question: QuestionRow): boolean;
};

/** What one origin's unanswerable rows weigh together. */
const SHARE: Record<DecisionOrigin, number> = { own: 1, 'without its documents': 0.5, stranger: 0.5 };
/** Searched this deep, so that enough is left once a question's own documents are taken out. */
const DEEP = 40;

/**
 * Turns questions into labelled rows for the decision. A question with known documents gives two: with them it can be answered,
 * without them it cannot. What code routes before any search, and rows without `answerable`, give none.
 * @throws AppError whatever search or embedder throw
 */
export async function collectDecisionRows(
  deps: Pick<AnsweringDeps, 'search' | 'embedder' | 'bot'>,
  { botId, questions, strangers = [], isGold }: DecisionRowsInput,
  signal?: AbortSignal,
): Promise<LabelledDecision[]> {
  const rows: LabelledDecision[] = [];
  // A cross-encoder may come while questions are asked, or be none.
  let unread = false;

  async function add(
    row: QuestionRow,
    origin: DecisionOrigin,
    search: AnsweringDeps['search'],
  ): Promise<void> {
    const { id, question, history = [] } = row;
    const assessment = await assessQuestion({ ...deps, search }, { botId, question, history }, signal);
    if (assessment.kind === 'routed') return;
    const features = matchFeatures(assessment.found, assessment.ranked, assessment.everyday);
    const { reading } = assessment.decision;
    if (reading === undefined && refusedUnread(assessment) === undefined) unread = true;
    const offset = offsetOf(reading);
    const answerable = origin === 'own' && row.answerable === true;
    rows.push({ id, group: row.gold_ids?.[0] ?? id, origin, features, offset, answerable, weight: 1 });
  }

  for (const row of questions) {
    if (row.answerable === undefined) continue;
    await add(row, 'own', deps.search);
    if (!row.answerable || (row.gold_ids ?? []).length === 0) continue;
    await add(row, 'without its documents', async (input, abort) => {
      const found = await deps.search({ ...input, limit: DEEP }, abort);
      return { ...found, hits: found.hits.filter((hit) => !isGold(hit, row)).slice(0, input.limit) };
    });
  }
  for (const [index, question] of strangers.entries())
    await add({ id: `stranger-${index}`, question }, 'stranger', deps.search);
  return rows.map(({ offset = 0, ...row }) => ({
    ...row,
    ...(!unread && { offset }),
    weight: weightOf(row, rows),
  }));
}

/** Where documents are gold by their names, as a bot's own are. */
export function isOfGoldDocument({ documentName }: SearchHit, { gold_ids: gold = [] }: QuestionRow): boolean {
  return gold.includes(documentName);
}

function weightOf(row: LabelledDecision, rows: readonly LabelledDecision[]): number {
  const alike = rows.filter((other) => other.answerable === row.answerable && other.origin === row.origin);
  return (row.answerable ? 1 : SHARE[row.origin]) / alike.length;
}
