import type { Kysely, Selectable } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import type { AnswerFlag } from '../../contract/index.ts';
import { findBotConversation } from '../../handoff/index.ts';
import type { Database } from '../../store/index.ts';

export type FlagPlace = { botId: string; conversationId: string; messageId: string };
/** Who flags, and what they may change. */
export type FlagJudge = {
  actor: string;
  /** Also what a colleague marked; otherwise only what the actor did. */
  ofOthers: boolean;
};

type FlagRow = Selectable<Database['flagged_answers']>;

/** @throws AppError `not_found` */
export async function findFlag(
  db: Kysely<Database>,
  { messageId, ...place }: FlagPlace,
): Promise<FlagRow | undefined> {
  const { id } = await findBotConversation(db, place);
  return await db
    .selectFrom('flagged_answers')
    .selectAll()
    .where('message_id', '=', messageId)
    .where('conversation_id', '=', id)
    .executeTakeFirst();
}

/** @throws AppError `not_found` */
export async function requireFlag(db: Kysely<Database>, place: FlagPlace): Promise<FlagRow> {
  const flag = await findFlag(db, place);
  if (!flag) throw new AppError('not_found', 'This answer is not marked as wrong.');
  return flag;
}

/** @throws AppError `forbidden` where a colleague set it */
export function assertMayChange(flag: FlagRow, { actor, ofOthers }: FlagJudge): void {
  if (ofOthers || flag.author === actor) return;
  throw new AppError(
    'forbidden',
    `${flag.author_name} marked this answer. Only they and those who may teach the bot can change that.`,
  );
}

export async function recordFlag(
  tx: Kysely<Database>,
  { botId, conversationId, messageId }: FlagPlace,
  entry: { at: number; actor: string; verb: string },
): Promise<void> {
  await recordAudit(tx, { ...entry, subject: `bot:${botId}`, details: { conversationId, messageId } });
}

export function answerFlagOf(row: FlagRow): AnswerFlag {
  return {
    messageId: row.message_id,
    author: row.author,
    authorName: row.author_name,
    ...(row.comment !== null && { comment: row.comment }),
    flaggedAt: Number(row.flagged_at),
    ...(row.settled_by !== null && { settledBy: row.settled_by }),
    ...(row.settled_by_name !== null && { settledByName: row.settled_by_name }),
    ...(row.settled_at !== null && { settledAt: Number(row.settled_at) }),
  };
}
