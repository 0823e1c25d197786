import { AppError } from '../base/index.ts';
import { getBot } from '../bots/index.ts';
import { type ConversationRow, findBotConversation } from './conversation-row.ts';
import { noteMessage, storeMessage } from './messages.ts';
import { moveConversation } from './move-conversation.ts';
import type { HandoffDeps } from './types.ts';

export type SayInput = {
  actor: string;
  botId: string;
  conversationId: string;
  text: string;
  /** The sender's own mark: the same again adds nothing. */
  key?: string;
};

/**
 * A message to the visitor from the person who has the conversation, and nobody else.
 * @returns the message's id, that of the first when it was sent twice
 * @throws AppError `bad_request`, `not_found`, `conflict` when a colleague has it, or nobody
 */
export async function sayAsPerson(deps: HandoffDeps, input: SayInput): Promise<{ messageId: string }> {
  const text = input.text.trim();
  if (text === '') throw new AppError('bad_request', 'The message is empty. Write something first.');
  const { settings } = await getBot(deps, input.botId);
  const at = deps.clock.now();
  const messageId = await deps.store.transact(async (tx) => {
    const row = await findBotConversation(tx, input);
    if (input.key !== undefined) {
      const sent = await tx
        .selectFrom('messages')
        .select('id')
        .where('conversation_id', '=', row.id)
        .where('send_key', '=', input.key)
        .executeTakeFirst();
      if (sent) return sent.id;
    }
    const { actor } = input;
    const spoken = await moveConversation(tx, row, { event: 'say', actor, at, settings: settings.handoff });
    assertOwn(spoken, actor);
    const author = { id: actor, name: row.agent_name ?? '' };
    const id = await storeMessage(tx, {
      conversationId: row.id,
      role: 'assistant',
      text,
      at,
      author,
      key: input.key,
    });
    await noteMessage(tx, row, { messageId: id, author: 'person', actor, at });
    return id;
  });
  deps.live.wake(input.botId);
  return { messageId };
}

function assertOwn(row: ConversationRow, actor: string): void {
  if (row.agent_id === actor) return;
  throw new AppError(
    'conflict',
    `${row.agent_name ?? 'A colleague'} has this conversation. Have it transferred to you before you write.`,
  );
}
