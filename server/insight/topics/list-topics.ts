import type { Expression, Kysely, SqlBool } from 'kysely';
import { AppError, parseJson } from '../../base/index.ts';
import type { TopicBody, TopicList } from '../../contract/index.ts';
import type { Database, Store, TopicState } from '../../store/index.ts';
import { countPending } from './pending-questions.ts';

const PAGE_SIZE = 50;
/** Latest questions of a topic that are looked at for its examples and documents. */
const LOOKED_AT = 60;
const EXAMPLES = 5;
const NEAREST_DOCUMENTS = 3;

export type ListTopicsInput = {
  botId: string;
  state?: TopicState;
  /** Only those with a question that was refused, marked with a thumb down, or whose answer staff marked as wrong. */
  unanswered?: boolean;
  /** `next` of the page before. */
  after?: number;
};

/** Topics, those with most unanswered questions first, then those asked most. */
export async function listTopics(
  { store: { db } }: { store: Pick<Store, 'db'> },
  { botId, state, unanswered = true, after = 0 }: ListTopicsInput,
): Promise<TopicList> {
  let query = db
    .selectFrom((from) => from.selectFrom(countedTopics(db, botId).as('c')).selectAll().as('listed'))
    .selectAll();
  if (state !== undefined) query = query.where('state', '=', state);
  if (unanswered) query = query.where('unanswered', '>', 0);
  const rows = await query
    .orderBy('unanswered', 'desc')
    .orderBy('asked', 'desc')
    .orderBy('sequence')
    .offset(after)
    .limit(PAGE_SIZE + 1)
    .execute();
  const topics = await describe(db, rows.slice(0, PAGE_SIZE));
  const pending = await countPending(db, botId);
  return { topics, pending, ...(rows.length > PAGE_SIZE && { next: after + PAGE_SIZE }) };
}

/** @throws AppError `not_found` also when it is another bot's */
export async function getTopic(
  { store: { db } }: { store: Pick<Store, 'db'> },
  { botId, topicId }: { botId: string; topicId: string },
): Promise<TopicBody> {
  const rows = await countedTopics(db, botId).where('topics.id', '=', topicId).execute();
  const [topic] = await describe(db, rows);
  if (topic === undefined) throw new AppError('not_found', 'There is no such topic. Load the list again.');
  return topic;
}

type CountedTopic = Awaited<ReturnType<ReturnType<typeof countedTopics>['execute']>>[number];

function countedTopics(db: Kysely<Database>, botId: string) {
  return db
    .selectFrom('topics')
    .innerJoin('topic_questions as q', 'q.topic_id', 'topics.id')
    .innerJoin('turns as t', 't.id', 'q.turn_id')
    .leftJoin('feedback as f', (join) =>
      join.onRef('f.message_id', '=', 't.message_id').on('f.verdict', '=', 'down'),
    )
    .leftJoin('flagged_answers as w', 'w.message_id', 't.message_id')
    .where('topics.bot_id', '=', botId)
    .groupBy('topics.sequence')
    .groupBy([
      'topics.id',
      'topics.bot_id',
      'topics.label',
      'topics.state',
      'topics.assignee',
      'topics.state_at',
      'topics.version',
    ])
    .select([
      'topics.sequence',
      'topics.id',
      'topics.bot_id',
      'topics.label',
      'topics.state',
      'topics.assignee',
      'topics.version',
    ])
    .select((e) => {
      const refused = e('t.kind', '=', 'refusal');
      const disliked = e('f.verdict', 'is not', null);
      const flagged = e('w.message_id', 'is not', null);
      const without = e.or([refused, disliked, flagged]);
      const since = e.or([
        e.and([without, e('q.asked_at', '>', e.ref('topics.state_at'))]),
        e('w.flagged_at', '>', e.ref('topics.state_at')),
      ]);
      const count = (condition: Expression<SqlBool>) =>
        e.fn.sum<number>(e.case().when(condition).then(1).else(0).end());
      return [
        e.fn.countAll<number>().as('asked'),
        count(refused).as('refused'),
        count(disliked).as('thumbs_down'),
        count(flagged).as('flagged'),
        count(without).as('unanswered'),
        count(since).as('unanswered_since'),
        e.fn.min('q.asked_at').as('first_asked_at'),
        e.fn.max('q.asked_at').as('last_asked_at'),
      ];
    });
}

async function describe(db: Kysely<Database>, rows: readonly CountedTopic[]): Promise<TopicBody[]> {
  const found = await Promise.all(rows.map(({ id }) => latestQuestions(db, id)));
  const documentIds = [...new Set(found.flat().flatMap(documentsOf))];
  const documents = new Map(
    documentIds.length === 0
      ? []
      : (
          await db
            .selectFrom('documents')
            .select(['id', 'name', 'title'])
            .where('id', 'in', documentIds)
            .execute()
        ).map((document) => [document.id, { ...document, title: document.title || document.name }]),
  );
  return rows.map((row, index) => ({
    id: row.id,
    botId: row.bot_id,
    label: row.label,
    state: row.state,
    ...(row.assignee !== null && { assignee: row.assignee }),
    asked: Number(row.asked),
    refused: Number(row.refused),
    thumbsDown: Number(row.thumbs_down),
    flagged: Number(row.flagged),
    unanswered: Number(row.unanswered),
    unansweredSince: Number(row.unanswered_since),
    examples: [...new Set(found[index]?.map(({ question }) => question))].slice(0, EXAMPLES),
    nearestDocuments: mostOften((found[index] ?? []).flatMap(documentsOf))
      .flatMap((id) => documents.get(id) ?? [])
      .slice(0, NEAREST_DOCUMENTS),
    firstAskedAt: Number(row.first_asked_at),
    lastAskedAt: Number(row.last_asked_at),
    version: row.version,
  }));
}

type Asked = { question: string; document_ids: string };

function latestQuestions(db: Kysely<Database>, topicId: string): Promise<Asked[]> {
  return db
    .selectFrom('topic_questions')
    .select(['question', 'document_ids'])
    .where('topic_id', '=', topicId)
    .orderBy('asked_at', 'desc')
    .orderBy('turn_id', 'desc')
    .limit(LOOKED_AT)
    .execute();
}

function documentsOf({ document_ids }: Asked): string[] {
  const value = parseJson(document_ids);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Equals in order of their first occurrence. */
function mostOften(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((one, other) => other[1] - one[1]).map(([value]) => value);
}
