import type { Kysely } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import { AppError, type Clock, redactPersonalData } from '../base/index.ts';
import { type AnswerFlag, type FlagRequest, QUESTION_REPLIES } from '../contract/index.ts';
import { findBotConversation } from '../handoff/index.ts';
import type { Database, Store } from '../store/index.ts';

type Deps = { store: Store; clock: Clock };
type Place = { botId: string; conversationId: string };

export type FlagAnswerInput = Place & FlagRequest & { actor: string; name: string; messageId: string };

/**
 * A member of the staff says that an answer of the bot is wrong, so that its question stands among the unanswered ones. A second
 * flag replaces the first. The visitor is told nothing of it.
 * @throws AppError `not_found`, also for a message that answers no question
 */
export async function flagAnswer({ store, clock }: Deps, input: FlagAnswerInput): Promise<AnswerFlag> {
  const { actor, name, botId, messageId } = input;
  const comment = redactPersonalData(input.comment?.trim() ?? '') || null;
  const at = clock.now();
  await store.transact(async (tx) => {
    const { id } = await findBotConversation(tx, input);
    await requireAnswer(tx, { conversationId: id, messageId });
    const said = { author: actor, author_name: name, comment, flagged_at: at };
    await tx
      .insertInto('flagged_answers')
      .values({ message_id: messageId, bot_id: botId, conversation_id: id, ...said })
      .onConflict((conflict) => conflict.column('message_id').doUpdateSet(said))
      .execute();
    const details = { conversationId: id, messageId };
    await recordAudit(tx, { at, actor, verb: 'flagAnswer', subject: `bot:${botId}`, details });
  });
  return { messageId, author: actor, authorName: name, ...(comment !== null && { comment }), flaggedAt: at };
}

/** Takes a flag back, whoever set it. @throws AppError `not_found` where there is none */
export async function unflagAnswer(
  { store, clock }: Deps,
  input: Place & { actor: string; messageId: string },
): Promise<void> {
  const { actor, botId, messageId } = input;
  await store.transact(async (tx) => {
    const { id } = await findBotConversation(tx, input);
    const { numDeletedRows } = await tx
      .deleteFrom('flagged_answers')
      .where('message_id', '=', messageId)
      .where('conversation_id', '=', id)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw new AppError('not_found', 'This answer is not marked as wrong.');
    const details = { conversationId: id, messageId };
    await recordAudit(tx, {
      at: clock.now(),
      actor,
      verb: 'unflagAnswer',
      subject: `bot:${botId}`,
      details,
    });
  });
}

/** The answers of a conversation that staff marked as wrong. @throws AppError `not_found` */
export async function listFlags({ store: { db } }: Pick<Deps, 'store'>, place: Place): Promise<AnswerFlag[]> {
  const { id } = await findBotConversation(db, place);
  const rows = await db
    .selectFrom('flagged_answers')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('flagged_at')
    .orderBy('message_id')
    .execute();
  return rows.map((row) => ({
    messageId: row.message_id,
    author: row.author,
    authorName: row.author_name,
    ...(row.comment !== null && { comment: row.comment }),
    flaggedAt: Number(row.flagged_at),
  }));
}

async function requireAnswer(
  db: Kysely<Database>,
  { conversationId, messageId }: { conversationId: string; messageId: string },
): Promise<void> {
  const answer = await db
    .selectFrom('messages as m')
    .innerJoin('turns as t', 't.message_id', 'm.id')
    .select('m.id')
    .where('m.id', '=', messageId)
    .where('m.conversation_id', '=', conversationId)
    .where('m.status', '!=', 'streaming')
    .where('t.kind', 'in', QUESTION_REPLIES)
    .executeTakeFirst();
  if (!answer) throw new AppError('not_found', 'There is no such answer to a question in this conversation.');
}
