import { setImmediate as nextTick } from 'node:timers/promises';
import { AppError, type Clock, cancelled, chunks, newId, redactPersonalData } from '../../base/index.ts';
import { passportSchema } from '../../contract/index.ts';
import { bytesToVector, embedderKey, vectorToBytes } from '../../knowledge/index.ts';
import type { Embedder } from '../../models/index.ts';
import { isUniqueViolation, type Store } from '../../store/index.ts';
import { addToTopic, nearestTopic, type TopicVector } from './assign-to-topic.ts';
import { countPending, pendingQuestions } from './pending-questions.ts';

export type TopicDeps = { store: Store; clock: Clock; embedder: Embedder };

/** Questions a call: half a minute's work at most, so that a request ends. */
const MAX_AT_ONCE = 1_000;
/** Embedded and stored together. */
const BATCH = 32;
const MAX_LABEL_CHARS = 300;
const NEAREST_DOCUMENTS = 3;

type Pending = { id: string; passport: string; created_at: number };
type Question = { turnId: string; shown: string; searched: string; documentIds: string[]; askedAt: number };

/**
 * Sorts visitors' questions into topics, oldest first: each joins the topic it is nearest to or begins one. Ends after a
 * thousand; call again while `pending` is not 0. The same questions give the same topics, however many calls it takes.
 * The embedder works elsewhere, and between questions others have their turn.
 * @throws AppError `cancelled` (what was sorted stays), what the embedder throws
 */
export async function gatherTopics(
  deps: TopicDeps,
  { botId, limit = MAX_AT_ONCE }: { botId: string; limit?: number },
  signal?: AbortSignal,
): Promise<{ gathered: number; pending: number }> {
  const { db } = deps.store;
  const rows = await pendingQuestions(db, botId)
    .select(['t.id', 't.passport', 't.created_at'])
    .orderBy('t.created_at')
    .orderBy('t.id')
    .limit(Math.min(limit, MAX_AT_ONCE))
    .execute();
  const topics = rows.length === 0 ? [] : await readTopics(deps, botId);
  for (const batch of chunks(rows, BATCH)) {
    if (signal?.aborted) throw cancelled(signal.reason);
    await gatherBatch(deps, { botId, topics, questions: batch.map(questionOf) }, signal);
  }
  return { gathered: rows.length, pending: await countPending(db, botId) };
}

function questionOf({ id, passport, created_at }: Pending): Question {
  const { question, searched, found } = passportSchema.parse(JSON.parse(passport));
  const documentIds = [...new Set(found.map(({ documentId }) => documentId))].slice(0, NEAREST_DOCUMENTS);
  const shown = redactPersonalData(question.trim()).slice(0, MAX_LABEL_CHARS);
  return { turnId: id, shown, searched: redactPersonalData(searched), documentIds, askedAt: created_at };
}

/** In order of their making, which decides between equals. */
async function readTopics({ store, embedder }: TopicDeps, botId: string): Promise<TopicVector[]> {
  const rows = await store.db
    .selectFrom('topics')
    .select(['id', 'vector_sum'])
    .where('bot_id', '=', botId)
    .where('embedder', '=', embedderKey(embedder.identity()))
    .orderBy('sequence')
    .execute();
  return rows.map(({ id, vector_sum }) => {
    const topic: TopicVector = { id, sum: new Float32Array(embedder.dimensions), length: 0 };
    addToTopic(topic, bytesToVector(vector_sum));
    return topic;
  });
}

type Batch = { botId: string; topics: TopicVector[]; questions: readonly Question[] };

async function gatherBatch(deps: TopicDeps, { botId, topics, questions }: Batch, signal?: AbortSignal) {
  const texts = questions.map(({ searched }) => searched);
  const vectors = await deps.embedder.embed(texts, signal);
  const labels = new Map<string, string>();
  const touched = new Map<string, TopicVector>();
  const topicIds: string[] = [];
  for (const [index, { shown }] of questions.entries()) {
    const vector = vectors[index] ?? new Float32Array(0);
    let topic = nearestTopic(vector, topics);
    if (topic === undefined) {
      topic = { id: newId('topic'), sum: new Float32Array(vector.length), length: 0 };
      topics.push(topic);
      labels.set(topic.id, shown);
    }
    addToTopic(topic, vector);
    touched.set(topic.id, topic);
    topicIds.push(topic.id);
    await nextTick();
  }
  await storeBatch(deps, { botId, labels, touched, questions, topicIds }).catch((thrown: unknown) => {
    if (!isUniqueViolation(thrown)) throw thrown;
    const message = 'These questions are being sorted already. Look again in a moment.';
    throw new AppError('conflict', message, { cause: thrown });
  });
}

type Sorted = {
  botId: string;
  /** Of the topics that begin here. */
  labels: ReadonlyMap<string, string>;
  touched: ReadonlyMap<string, TopicVector>;
  questions: readonly Question[];
  topicIds: readonly string[];
};

/** Whoever sorts the same questions at the same time fails on their ids, so that none counts twice. */
async function storeBatch({ store, clock, embedder }: TopicDeps, sorted: Sorted): Promise<void> {
  const { botId, labels, touched, questions, topicIds } = sorted;
  const at = clock.now();
  await store.transact(async (tx) => {
    for (const [id, { sum }] of touched) {
      const vector = { vector_sum: vectorToBytes(sum), updated_at: at };
      const label = labels.get(id);
      if (label === undefined) {
        await tx.updateTable('topics').set(vector).where('id', '=', id).execute();
        continue;
      }
      const key = embedderKey(embedder.identity());
      const about = { id, bot_id: botId, label, embedder: key, state: 'open', assignee: null } as const;
      await tx
        .insertInto('topics')
        .values({ ...about, ...vector, state_at: at, version: 1, created_at: at })
        .execute();
    }
    const rows = questions.map(({ turnId, shown, documentIds, askedAt }, index) => ({
      turn_id: turnId,
      topic_id: topicIds[index] ?? '',
      bot_id: botId,
      question: shown,
      document_ids: JSON.stringify(documentIds),
      asked_at: askedAt,
    }));
    await tx.insertInto('topic_questions').values(rows).execute();
  });
}
