import { AppError } from '../base/index.ts';
import type { Conversation } from '../contract/index.ts';
import { readMessages } from './read-messages.ts';
import type { ChatDeps } from './types.ts';

/** A conversation for staff, whoever began it. @throws AppError `not_found` also when it is another bot's */
export async function getTranscript(
  deps: Pick<ChatDeps, 'store' | 'turns'>,
  input: { botId: string; conversationId: string },
): Promise<Conversation> {
  const row = await deps.store.db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', input.conversationId)
    .where('bot_id', '=', input.botId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found', 'This bot has no such conversation. It may have been deleted.');
  return await readMessages(deps, row);
}
