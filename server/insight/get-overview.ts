import {
  type AnswerKind,
  type ConversationOutcome,
  type Overview,
  REPLY_OUTCOME,
} from '../contract/index.ts';
import type { DocumentState, Store } from '../store/index.ts';
import { findWorseTests } from './find-worse-tests.ts';

export type InsightDeps = { store: Pick<Store, 'db'> };

const DOCUMENT_GROUP: Record<DocumentState, keyof Overview['documents']> = {
  waiting: 'busy',
  reading: 'busy',
  preparing: 'busy',
  ready: 'ready',
  failed: 'failed',
};

const REPLY_GROUP: Record<ConversationOutcome, keyof Overview['replies'] | undefined> = {
  answered: 'answered',
  refused: 'refused',
  'handed-over': 'handedOver',
  other: undefined,
};

/** A bot's documents, conversations and replies, counted over all time. */
export async function getOverview(
  { store: { db } }: InsightDeps,
  { botId }: { botId: string },
): Promise<Overview> {
  const [documentStates, conversations, turnKinds, site, worse] = await Promise.all([
    db
      .selectFrom('documents')
      .select((e) => ['state', e.fn.countAll().as('count')])
      .where('bot_id', '=', botId)
      .groupBy('state')
      .execute(),
    db
      .selectFrom('conversations')
      .select((e) => e.fn.countAll().as('count'))
      .where('bot_id', '=', botId)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('turns')
      .select((e) => ['kind', e.fn.countAll().as('count'), e.fn.count('conversation_id').as('with_visitors')])
      .where('bot_id', '=', botId)
      .groupBy('kind')
      .execute(),
    db
      .selectFrom('widget_sites')
      .select(['origin', 'last_seen_at'])
      .where('bot_id', '=', botId)
      .orderBy('last_seen_at', 'desc')
      .executeTakeFirst(),
    findWorseTests(db, botId),
  ]);
  const overview: Overview = {
    documents: { ready: 0, busy: 0, failed: 0 },
    conversations: Number(conversations.count),
    replies: { answered: 0, refused: 0, handedOver: 0 },
    tried: 0,
    lastSeen: site === undefined ? null : { origin: site.origin, at: site.last_seen_at },
    worse,
  };
  for (const { state, count } of documentStates) overview.documents[DOCUMENT_GROUP[state]] += Number(count);
  for (const { kind, count, with_visitors } of turnKinds) {
    overview.tried += Number(count) - Number(with_visitors);
    const group = REPLY_GROUP[REPLY_OUTCOME[kind as AnswerKind]];
    if (group) overview.replies[group] += Number(with_visitors);
  }
  return overview;
}
