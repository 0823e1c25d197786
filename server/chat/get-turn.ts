import { AppError } from '../base/index.ts';
import { type Passport, passportSchema } from '../contract/index.ts';
import type { ChatDeps } from './types.ts';

export type Turn = {
  id: string;
  botId: string;
  conversationId: string | null;
  passport: Passport;
  createdAt: number;
};

/** One answer's passport, for staff. @throws AppError `not_found` also when the turn is another bot's */
export async function getTurn(
  deps: Pick<ChatDeps, 'store'>,
  input: { botId: string; turnId: string },
): Promise<Turn> {
  const row = await deps.store.db
    .selectFrom('turns')
    .selectAll()
    .where('id', '=', input.turnId)
    .where('bot_id', '=', input.botId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found', `This bot has no answer with the id "${input.turnId}".`);
  return {
    id: row.id,
    botId: row.bot_id,
    conversationId: row.conversation_id,
    passport: passportSchema.parse(JSON.parse(row.passport)),
    createdAt: row.created_at,
  };
}
