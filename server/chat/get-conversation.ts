import type { Conversation } from '../contract/index.ts';
import { getConversationRow } from './find-conversation.ts';
import { readMessages } from './read-messages.ts';
import type { ChatDeps, Visitor } from './types.ts';

/** A visitor's own conversation with its messages, oldest first. @throws AppError `not_found` */
export async function getConversation(
  deps: Pick<ChatDeps, 'store' | 'clock' | 'turns'>,
  input: { visitor: Visitor; id: string },
): Promise<Conversation> {
  return await readMessages(deps, () => getConversationRow(deps.store.db, input.visitor, input.id));
}
