import type { Kysely } from 'kysely';
import type { Database } from '../../store/index.ts';
import type { PreferencePair } from './types.ts';

/** Where a preference came from, as far as that is still there. */
export type PairOrigin = {
  conversationId?: string;
  /** The answer in that conversation; absent where the conversation is. */
  messageId?: string;
  correctionId?: string;
  /** The lesson that it is decided on with. */
  lessonId?: string;
  /** Those of its documents that are still there. */
  documents: { id: string; name: string; title: string }[];
};

/** For a page of preferences of one bot at a time. */
export async function pairOrigins(
  db: Kysely<Database>,
  botId: string,
  pairs: readonly PreferencePair[],
): Promise<(pair: PreferencePair) => PairOrigin> {
  const [turns, corrections, documents] = await Promise.all([
    turnsOf(db, botId, pairs),
    correctionsOf(db, botId, pairs),
    documentsOf(db, botId, pairs),
  ]);
  return ({ id, turnId = '', documentIds }) => {
    const conversationId = turns.get(turnId)?.conversation_id;
    const correction = corrections.get(id);
    return {
      ...(conversationId && { conversationId }),
      ...(conversationId && correction?.message_id && { messageId: correction.message_id }),
      ...(correction && { correctionId: correction.id }),
      ...(correction?.lesson_id && { lessonId: correction.lesson_id }),
      documents: documentIds.flatMap((documentId) => documents.get(documentId) ?? []),
    };
  };
}

async function turnsOf(db: Kysely<Database>, botId: string, pairs: readonly PreferencePair[]) {
  const rows = await db
    .selectFrom('turns')
    .select(['id', 'conversation_id'])
    .where('bot_id', '=', botId)
    .where('id', 'in', ['', ...pairs.flatMap(({ turnId }) => turnId ?? [])])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function correctionsOf(db: Kysely<Database>, botId: string, pairs: readonly PreferencePair[]) {
  const rows = await db
    .selectFrom('corrections as c')
    .leftJoin('lessons as l', (join) => join.onRef('l.id', '=', 'c.lesson_id').on('l.erased_at', 'is', null))
    .select(['c.id', 'c.pair_id', 'c.message_id', 'l.id as lesson_id'])
    .where('c.bot_id', '=', botId)
    .where('c.pair_id', 'in', ['', ...pairs.map(({ id }) => id)])
    .where('c.state', 'not in', ['applying', 'failed'])
    .execute();
  return new Map(rows.map((row) => [row.pair_id ?? '', row]));
}

async function documentsOf(db: Kysely<Database>, botId: string, pairs: readonly PreferencePair[]) {
  const rows = await db
    .selectFrom('documents')
    .select(['id', 'name', 'title'])
    .where('bot_id', '=', botId)
    .where('id', 'in', ['', ...pairs.flatMap(({ documentIds }) => documentIds)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
