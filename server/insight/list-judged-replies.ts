import { type Passport, passportSchema } from '../contract/index.ts';
import type { Store } from '../store/index.ts';

/** As many of the newest as are read; a run learns far fewer. */
const MAX_READ = 4_000;

/** A reply that the model worded, with what is thought of it. */
type JudgedReply = {
  turnId: string;
  conversationId: string;
  /** Tells visitors apart, and no more. */
  visitor: string;
  verdict: 'up' | 'down';
  /** The member of the staff who marked it as wrong; absent where the visitor's thumb stands. */
  staff?: string;
  passport: Passport;
};

/**
 * Whole replies worded by the model with a visitor's thumb, or which staff marked as wrong and nobody has put right, which goes before
 * any thumb; the newest first. Nothing of visitors who are blocked, and of conversations from which nothing may be taught.
 */
export async function listJudgedReplies(
  { store }: { store: Pick<Store, 'db'> },
  { botId }: { botId: string },
): Promise<JudgedReply[]> {
  const rows = await store.db
    .selectFrom('turns as t')
    .innerJoin('messages as m', 'm.id', 't.message_id')
    .innerJoin('conversations as c', 'c.id', 't.conversation_id')
    .leftJoin('feedback as f', 'f.message_id', 'm.id')
    .leftJoin('flagged_answers as w', (join) =>
      join.onRef('w.message_id', '=', 'm.id').on('w.settled_at', 'is', null),
    )
    .leftJoin('blocked_visitors as b', (join) =>
      join.onRef('b.bot_id', '=', 'c.bot_id').onRef('b.visitor_hash', '=', 'c.visitor_hash'),
    )
    .select(['t.id', 't.conversation_id', 't.passport', 'c.visitor_hash', 'f.verdict', 'w.author'])
    .where('t.bot_id', '=', botId)
    .where('t.kind', '=', 'model')
    .where('m.status', '=', 'complete')
    .where('b.visitor_hash', 'is', null)
    .where('c.not_taught_at', 'is', null)
    .where((eb) => eb.or([eb('f.verdict', 'is not', null), eb('w.author', 'is not', null)]))
    .orderBy('t.created_at', 'desc')
    .orderBy('t.id')
    .limit(MAX_READ)
    .execute();
  return rows.map((row) => ({
    turnId: row.id,
    conversationId: row.conversation_id ?? '',
    visitor: row.visitor_hash,
    verdict: row.author === null ? (row.verdict ?? 'down') : 'down',
    ...(row.author !== null && { staff: row.author }),
    passport: passportSchema.parse(JSON.parse(row.passport)),
  }));
}
