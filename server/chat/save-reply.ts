import type { Kysely } from 'kysely';
import type { AnswerEvent } from '../answering/index.ts';
import { AppError } from '../base/index.ts';
import { type Bot, countApprovedHit } from '../bots/index.ts';
import type { MessagePart, VisitorHandoff } from '../contract/index.ts';
import {
  BOT_SPEAKS,
  botMaySpeak,
  describeForVisitor,
  findBotConversation,
  isWatched,
  noteMessage,
} from '../handoff/index.ts';
import type { Database } from '../store/index.ts';
import { followTriggers } from './follow-triggers.ts';
import { textOf } from './message-parts.ts';
import type { ChatDeps } from './types.ts';

type Finished = Extract<AnswerEvent, { type: 'finished' }>;
export type OpenReply = { conversationId: string; replyId: string; bot: Bot; text: string };

/**
 * Keeps what the visitor is about to see, unless a person has the conversation by now, or another process took the reply for one
 * of a process that died: the check and the write are one statement, so that nothing of the bot is stored, hence shown, afterwards.
 * @throws AppError `cancelled`, `timeout`
 */
export async function saveShown(
  deps: Pick<ChatDeps, 'store'>,
  { conversationId, replyId }: Pick<OpenReply, 'conversationId' | 'replyId'>,
  parts: readonly MessagePart[],
): Promise<void> {
  const saved = await deps.store.db
    .updateTable('messages')
    .set({ parts: JSON.stringify(parts), text: textOf(parts) })
    .where('id', '=', replyId)
    .where('status', '=', 'streaming')
    .where((e) =>
      e.exists(
        e
          .selectFrom('conversations')
          .select('id')
          .where('id', '=', conversationId)
          .where('state', 'in', BOT_SPEAKS),
      ),
    )
    .executeTakeFirst();
  if (saved.numUpdatedRows === 0n) throw await whyNot(deps, replyId);
}

/** Keeps how a reply ended that was broken off; nothing is added to what was shown. */
export async function saveBroken(
  deps: Pick<ChatDeps, 'store'>,
  replyId: string,
  parts: readonly MessagePart[],
  status: 'failed' | 'stopped',
): Promise<void> {
  await deps.store.db
    .updateTable('messages')
    .set({ parts: JSON.stringify(parts), text: textOf(parts), status, held_by: null })
    .where('id', '=', replyId)
    .execute();
}

/**
 * The reply, its passport and the conversation's state: all or nothing.
 * @returns what the visitor is told of a person, when one is offered or called
 * @throws AppError `cancelled` when a person has taken over meanwhile, `timeout` when the reply was given up
 */
export async function finishReply(
  deps: Pick<ChatDeps, 'store' | 'clock'>,
  reply: OpenReply,
  result: { turnId: string; event: Finished; parts: readonly MessagePart[] },
): Promise<VisitorHandoff | undefined> {
  const { event } = result;
  return await deps.store.transact(async (tx) => {
    const at = deps.clock.now();
    const place = { botId: reply.bot.id, conversationId: reply.conversationId };
    const row = await findBotConversation(tx, place);
    if (!botMaySpeak(row.state)) throw takenOver();
    const moved = await followTriggers(tx, row, { event, text: reply.text, bot: reply.bot, at });
    const handoff = moved && (await describeForVisitor(tx, moved, { bot: reply.bot, at }));
    const said: MessagePart[] = handoff ? [{ type: 'data-handoff', data: handoff }] : [];
    const saved = await tx
      .updateTable('messages')
      .set({
        parts: JSON.stringify([...result.parts, ...said]),
        text: event.text,
        status: 'complete',
        held_by: null,
      })
      .where('id', '=', reply.replyId)
      .where('status', '=', 'streaming')
      .executeTakeFirst();
    if (saved.numUpdatedRows === 0n) throw givenUp();
    await recordTurn(tx, reply, result, at);
    if (await isWatched(tx, moved ?? row, at)) {
      await noteMessage(tx, row, { messageId: reply.replyId, author: 'bot', actor: 'system:chat', at });
    }
    return handoff;
  });
}

async function recordTurn(
  tx: Kysely<Database>,
  { conversationId, replyId, bot }: OpenReply,
  { turnId, event: { passport } }: { turnId: string; event: Finished },
  at: number,
): Promise<void> {
  await tx
    .insertInto('turns')
    .values({
      id: turnId,
      conversation_id: conversationId,
      bot_id: bot.id,
      message_id: replyId,
      kind: passport.kind,
      unsure: passport.unsure ? 1 : 0,
      passport: JSON.stringify(passport),
      created_at: at,
    })
    .execute();
  const cited = [...new Map(passport.found.filter((hit) => hit.cited).map((hit) => [hit.passageId, hit]))];
  if (cited.length > 0) {
    const turn = { turn_id: turnId, conversation_id: conversationId, bot_id: bot.id };
    const rows = cited.map(([passage_id, hit]) => ({ ...turn, passage_id, document_id: hit.documentId }));
    await tx.insertInto('cited_passages').values(rows).execute();
  }
  const { approved } = passport;
  if (approved !== undefined) await countApprovedHit(tx, { approvedAnswerId: approved.id, at });
}

async function whyNot({ store }: Pick<ChatDeps, 'store'>, replyId: string): Promise<AppError> {
  const reply = store.db.selectFrom('messages').select('status').where('id', '=', replyId);
  return (await reply.executeTakeFirst())?.status === 'streaming' ? takenOver() : givenUp();
}

/** This process stood still for so long that another took it for dead, and the visitor may have asked again since. */
function givenUp(): AppError {
  return new AppError('timeout', 'The assistant took too long. Please ask again.');
}

function takenOver(): AppError {
  return new AppError('cancelled', 'A person has this conversation now.');
}
