import { type ExpressionBuilder, sql } from 'kysely';
import { parseTimeCursor, timeCursor } from '../base/index.ts';
import {
  type ConversationList,
  type ConversationOutcome,
  type Feedback,
  REPLY_OUTCOME,
} from '../contract/index.ts';
import type { Database } from '../store/index.ts';
import type { ChatDeps } from './types.ts';

const PAGE_SIZE = 50;

export type ListConversationsInput = {
  botId: string;
  outcome?: ConversationOutcome;
  /** Only those with such a thumb on a reply. */
  feedback?: Feedback['verdict'];
  /** Only those in which a reply cites this document, or this passage of it. */
  documentId?: string;
  passageId?: string;
  /** `next` of the page before. */
  before?: string;
};

/** The weightiest reply decides how a conversation is said to have gone. */
const OUTCOME_BY_WEIGHT: readonly ConversationOutcome[] = ['other', 'answered', 'refused', 'handed-over'];

/** A bot's conversations in which something was asked, newest first, a page at a time. @throws AppError `bad_request` */
export async function listConversations(
  { store: { db } }: Pick<ChatDeps, 'store'>,
  { botId, outcome, feedback, documentId, passageId, before }: ListConversationsInput,
): Promise<ConversationList> {
  let query = db
    .selectFrom((from) =>
      from
        .selectFrom('conversations as c')
        .innerJoin('messages as first', (join) =>
          join.onRef('first.conversation_id', '=', 'c.id').on('first.position', '=', 0),
        )
        .select(['c.id', 'c.state', 'c.created_at', 'c.updated_at', 'first.text as first_question'])
        .select((e) => [questionsOf(e).as('questions'), weightOf(e).as('weight')])
        .select((e) => [thumbsOf(e, 'up').as('thumbs_up'), thumbsOf(e, 'down').as('thumbs_down')])
        .where('c.bot_id', '=', botId)
        .as('listed'),
    )
    .selectAll()
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE_SIZE + 1);
  if (outcome !== undefined) query = query.where('weight', '=', OUTCOME_BY_WEIGHT.indexOf(outcome));
  if (feedback !== undefined) query = query.where(feedback === 'up' ? 'thumbs_up' : 'thumbs_down', '>', 0);
  if (documentId !== undefined) {
    let citing = db
      .selectFrom('cited_passages')
      .select('conversation_id')
      .where('bot_id', '=', botId)
      .where('document_id', '=', documentId);
    if (passageId !== undefined) citing = citing.where('passage_id', '=', passageId);
    query = query.where('id', 'in', citing);
  }
  if (before !== undefined) {
    const { at, id } = parseTimeCursor(before);
    query = query.where((e) =>
      e.or([e('updated_at', '<', at), e.and([e('updated_at', '=', at), e('id', '<', id)])]),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    conversations: page.map((row) => ({
      id: row.id,
      state: row.state,
      firstQuestion: row.first_question,
      questions: Number(row.questions),
      outcome: OUTCOME_BY_WEIGHT[Number(row.weight ?? 0)] ?? 'other',
      thumbsUp: Number(row.thumbs_up),
      thumbsDown: Number(row.thumbs_down),
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    })),
    ...(last && rows.length > PAGE_SIZE ? { next: timeCursor({ at: last.updated_at, id: last.id }) } : {}),
  };
}

type Listed = ExpressionBuilder<Database & { c: Database['conversations'] }, 'c'>;

function questionsOf(e: Listed) {
  return e
    .selectFrom('messages as m')
    .whereRef('m.conversation_id', '=', 'c.id')
    .where('m.role', '=', 'user')
    .select((inner) => inner.fn.countAll().as('count'));
}

function thumbsOf(e: Listed, verdict: Feedback['verdict']) {
  return e
    .selectFrom('feedback as f')
    .innerJoin('messages as rated', 'rated.id', 'f.message_id')
    .whereRef('rated.conversation_id', '=', 'c.id')
    .where('f.verdict', '=', verdict)
    .select((inner) => inner.fn.countAll<number | string>().as('count'));
}

function weightOf(e: Listed) {
  const kinds = Object.entries(REPLY_OUTCOME).map(
    ([kind, outcome]) => sql`when ${kind} then ${sql.lit(OUTCOME_BY_WEIGHT.indexOf(outcome))}`,
  );
  const weight = sql<number>`case t.kind ${sql.join(kinds, sql` `)} else 0 end`;
  return e
    .selectFrom('turns as t')
    .whereRef('t.conversation_id', '=', 'c.id')
    .select((inner) => inner.fn.coalesce(inner.fn.max(weight), sql<number>`0`).as('weight'));
}
