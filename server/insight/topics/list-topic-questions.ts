import { takePage } from '../../base/index.ts';
import type { TopicQuestionList } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { getTopic } from './list-topics.ts';

const PAGE_SIZE = 50;

export type ListTopicQuestionsInput = {
  botId: string;
  topicId: string;
  /** `next` of the page before. */
  before?: number;
};

/** The questions of a topic, latest first, a page at a time, each with the way to its conversation. @throws AppError `not_found` */
export async function listTopicQuestions(
  deps: { store: Pick<Store, 'db'> },
  { botId, topicId, before }: ListTopicQuestionsInput,
): Promise<TopicQuestionList> {
  await getTopic(deps, { botId, topicId });
  let query = deps.store.db
    .selectFrom('topic_questions as q')
    .innerJoin('turns as t', 't.id', 'q.turn_id')
    .leftJoin('feedback as f', (join) =>
      join.onRef('f.message_id', '=', 't.message_id').on('f.verdict', '=', 'down'),
    )
    .leftJoin('flagged_answers as w', 'w.message_id', 't.message_id')
    .select(['q.turn_id', 'q.question', 'q.asked_at', 't.conversation_id', 't.kind'])
    .select(['f.verdict', 'f.reason', 'f.comment'])
    .select(['w.author_name as flagged_by', 'w.comment as flag_comment'])
    .where('q.topic_id', '=', topicId)
    .orderBy('q.asked_at', 'desc')
    .orderBy('q.turn_id', 'desc')
    .limit(PAGE_SIZE + 1);
  if (before !== undefined) query = query.where('q.asked_at', '<', before);
  const { page, ...rest } = takePage(await query.execute(), PAGE_SIZE, ({ asked_at }) => asked_at);
  const questions = page.map((row) => ({
    turnId: row.turn_id,
    conversationId: row.conversation_id ?? '',
    question: row.question,
    kind: row.kind,
    thumbsDown: row.verdict !== null,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.comment !== null && { comment: row.comment }),
    ...(row.flagged_by !== null && { flaggedBy: row.flagged_by }),
    ...(row.flag_comment !== null && { flagComment: row.flag_comment }),
    askedAt: row.asked_at,
  }));
  return { questions, ...rest };
}
