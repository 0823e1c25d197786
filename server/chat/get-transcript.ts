import type { Conversation } from '../contract/index.ts';
import { findBotConversation } from '../handoff/index.ts';
import { readMessages } from './read-messages.ts';
import type { ChatDeps } from './types.ts';

/** A conversation for staff, whoever began it. @throws AppError `not_found` also when it is another bot's */
export async function getTranscript(
  deps: Pick<ChatDeps, 'store' | 'clock' | 'turns'>,
  input: { botId: string; conversationId: string },
): Promise<Conversation> {
  return await readMessages(deps, () => findBotConversation(deps.store.db, input));
}
