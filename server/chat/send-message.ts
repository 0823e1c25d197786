import { AppError, newId } from '../base/index.ts';
import { assertInService, getBot } from '../bots/index.ts';
import { MAX_MESSAGE_CHARS, type StreamPart, type VisitorDetails } from '../contract/index.ts';
import { beginTurn } from './begin-turn.ts';
import { conversationIdOf, readerOf } from './conversation-id.ts';
import { keepForPerson } from './keep-for-person.ts';
import { sendKeyOf } from './send-key.ts';
import type { ChatDeps, Visitor } from './types.ts';
import { writeReply } from './write-reply.ts';

export type SendMessageInput = {
  visitor: Visitor;
  botId: string;
  /** The client's name for the conversation; left out, a new one begins. */
  id?: string | undefined;
  text: string;
  /** The client's own name for the message. */
  messageId?: string | undefined;
  /** Another reply to the last question: the question is not stored a second time. */
  again?: boolean;
  /** What the site says of the visitor; for staff. */
  details?: VisitorDetails | undefined;
  requestId?: string | undefined;
};

/** What a visitor is sent back; a running turn, or the word that the message was kept for a person. */
export type FollowedReply = { follow(signal: AbortSignal): AsyncIterable<StreamPart> };

/**
 * Stores a visitor's message and begins to answer it, or keeps it for the person who has the conversation or is waited for. The turn
 * runs on its own: follow it, leave it, come back.
 * @throws AppError `bad_request`, `too_large`, `not_found`, `conflict` also when the message has arrived already, `forbidden`, `queue_full`, `shutting_down`
 */
export async function sendMessage(deps: ChatDeps, input: SendMessageInput): Promise<FollowedReply> {
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
  const { visitor, details, again = false } = input;
  const key = again ? undefined : sendKeyOf(input.messageId, text);
  for (;;) {
    const message = { visitor, conversationId, text, key, again, details };
    const kept = await keepForPerson(deps, { ...message, bot });
    if (kept) return kept;
    assertInService(bot);
    const turn = deps.turns.reserve(conversationId);
    try {
      const held = await deps.lease.hold();
      void turn.finished.then(() => held[Symbol.dispose]());
      const settings = bot.settings.handoff;
      const begun = await beginTurn(deps, { ...message, botId: bot.id, requestedId, settings });
      // A person took over between the two looks: look again.
      if (!begun) {
        turn.cancel();
        continue;
      }
      deps.live.wake(bot.id);
      const reader = readerOf(visitor);
      const question = { bot, text, reader, fairnessKey: visitor.hash, requestId: input.requestId };
      void turn.run((emit, signal) => writeReply(deps, { ...begun, ...question }, emit, signal));
      return turn;
    } catch (thrown) {
      turn.cancel();
      throw thrown;
    }
  }
}
