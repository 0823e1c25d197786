import { AppError } from '../base/index.ts';
import { passportSchema, type TurnBody } from '../contract/index.ts';
import type { ChatDeps } from './types.ts';

/** One answer's passport, for staff. @throws AppError `not_found` also when the turn is another bot's */
export async function getTurn(
  deps: Pick<ChatDeps, 'store'>,
  input: { botId: string; turnId: string },
): Promise<TurnBody> {
  const row = await deps.store.db
    .selectFrom('turns as t')
    .leftJoin('messages as m', 'm.id', 't.message_id')
    .selectAll('t')
    .select('m.text')
    .where('t.id', '=', input.turnId)
    .where('t.bot_id', '=', input.botId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found', `This bot has no answer with the id "${input.turnId}".`);
  const passport = passportSchema.parse(JSON.parse(row.passport));
  return {
    id: row.id,
    botId: row.bot_id,
    conversationId: row.conversation_id,
    kind: passport.kind,
    passport,
    text: row.text,
    createdAt: row.created_at,
  };
}
