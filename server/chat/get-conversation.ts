import type { Conversation, ConversationMessage } from '../contract/index.ts';
import { getConversationRow } from './find-conversation.ts';
import { readMessages } from './read-messages.ts';
import type { ChatDeps, Visitor } from './types.ts';

/** A visitor's own conversation with its messages, oldest first; of replies asked for again, the last. @throws AppError `not_found` */
export async function getConversation(
  deps: Pick<ChatDeps, 'store' | 'clock' | 'turns'>,
  input: { visitor: Visitor; id: string },
): Promise<Conversation> {
  const read = () => getConversationRow(deps.store.db, input.visitor, input.id);
  const conversation = await readMessages(deps, read);
  return { ...conversation, messages: conversation.messages.filter(isLastReply) };
}

/** The bot speaks when asked: a reply of its own right after another took that one's place. */
function isLastReply(
  message: ConversationMessage,
  index: number,
  all: readonly ConversationMessage[],
): boolean {
  const next = all[index + 1];
  return !(isOfBot(message) && next && isOfBot(next));
}

function isOfBot({ role, metadata }: ConversationMessage): boolean {
  return role === 'assistant' && metadata.author === undefined;
}
