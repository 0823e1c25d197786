import { AppError, newId } from '../base/index.ts';
import { getBot } from '../bots/index.ts';
import { MAX_MESSAGE_CHARS } from '../contract/index.ts';
import { beginTurn } from './begin-turn.ts';
import { conversationIdOf } from './conversation-id.ts';
import type { RunningTurn } from './running-turns.ts';
import type { ChatDeps, Visitor } from './types.ts';
import { writeReply } from './write-reply.ts';

export type SendMessageInput = {
  visitor: Visitor;
  botId: string;
  /** The client's name for the conversation; left out, a new one begins. */
  id?: string | undefined;
  text: string;
  requestId?: string | undefined;
};

/**
 * Stores a visitor's message and begins to answer it. The turn runs on its own: follow it, leave it, come back.
 * @throws AppError `bad_request`, `too_large`, `not_found`, `conflict`, `queue_full`, `shutting_down`
 */
export async function sendMessage(deps: ChatDeps, input: SendMessageInput): Promise<RunningTurn> {
  const text = input.text.trim();
  if (text === '') throw new AppError('bad_request', 'The message is empty. Write a question first.');
  if (text.length > MAX_MESSAGE_CHARS) {
    throw new AppError(
      'too_large',
      `The message is longer than ${MAX_MESSAGE_CHARS} characters. Please shorten it.`,
    );
  }
  const bot = await getBot(deps, input.botId);
  const requestedId = input.id ?? newId('chat');
  const conversationId = conversationIdOf(input.visitor, requestedId);
  const turn = deps.turns.reserve(conversationId);
  try {
    const begun = await beginTurn(deps, { ...input, botId: bot.id, requestedId, conversationId, text });
    const fairnessKey = input.visitor.hash;
    const question = { botId: bot.id, text, fairnessKey, handoffMessage: bot.settings.handoffMessage };
    void turn.run((emit, signal) =>
      writeReply(deps, { ...begun, ...question, requestId: input.requestId }, emit, signal),
    );
    return turn;
  } catch (thrown) {
    turn.cancel();
    throw thrown;
  }
}
