import type { Kysely } from 'kysely';
import { AppError, type Clock, redactPersonalData } from '../../base/index.ts';
import { type AnswerFlag, type FlagRequest, QUESTION_REPLIES } from '../../contract/index.ts';
import type { Database, Store } from '../../store/index.ts';
import {
  answerFlagOf,
  assertMayChange,
  type FlagJudge,
  type FlagPlace,
  findFlag,
  recordFlag,
  requireFlag,
} from './flag-row.ts';

export type FlagAnswerInput = FlagPlace & FlagJudge & FlagRequest & { name: string };

/**
 * A member of the staff says that an answer of the bot is wrong, so that its question stands among the unanswered ones. A second
 * flag replaces the first and opens it again. The visitor is told nothing of it.
 * @throws AppError `not_found`, also for a message that answers no question; `forbidden` where a colleague marked it
 */
export async function flagAnswer(
  { store, clock }: { store: Store; clock: Clock },
  input: FlagAnswerInput,
): Promise<AnswerFlag> {
  const { actor, name, botId, conversationId, messageId } = input;
  const comment = redactPersonalData(input.comment?.trim() ?? '') || null;
  const at = clock.now();
  return await store.transact(async (tx) => {
    const earlier = await findFlag(tx, input);
    if (earlier) assertMayChange(earlier, input);
    await requireAnswer(tx, input);
    const said = { author: actor, author_name: name, comment, flagged_at: at };
    const open = { settled_by: null, settled_by_name: null, settled_at: null };
    await tx
      .insertInto('flagged_answers')
      .values({ message_id: messageId, bot_id: botId, conversation_id: conversationId, ...said, ...open })
      .onConflict((conflict) => conflict.column('message_id').doUpdateSet({ ...said, ...open }))
      .execute();
    await recordFlag(tx, input, { at, actor, verb: 'flagAnswer' });
    return answerFlagOf(await requireFlag(tx, input));
  });
}

async function requireAnswer(db: Kysely<Database>, { conversationId, messageId }: FlagPlace): Promise<void> {
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
