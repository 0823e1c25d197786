import { AppError, newId } from '../base/index.ts';
import { getBot } from '../bots/index.ts';
import type { VisitorDetails } from '../contract/index.ts';
import {
  assertNotBlocked,
  describeForVisitor,
  moveConversation,
  queueMail,
  queueWebhook,
} from '../handoff/index.ts';
import { ensureConversation } from './begin-turn.ts';
import { conversationIdOf } from './conversation-id.ts';
import { noteVisitor } from './note-visitor.ts';
import type { VisitorState } from './request-person.ts';
import type { ChatDeps, Visitor } from './types.ts';

export type ContactFormInput = {
  visitor: Visitor;
  id: string;
  botId: string;
  name: string;
  email: string;
  message: string;
  details?: VisitorDetails | undefined;
};

/**
 * What a visitor leaves when nobody can come: kept for staff, and in the same transaction put in the queue as mail and webhook, where
 * the bot has them. The conversation goes back to the bot.
 * @throws AppError `bad_request`, `not_found`, `forbidden` for a visitor who is blocked, `conflict` while a person is there
 */
export async function sendContactForm(deps: ChatDeps, input: ContactFormInput): Promise<VisitorState> {
  const { visitor, id, botId } = input;
  const [name, message] = [input.name.trim(), input.message.trim()];
  if (name === '' || message === '') {
    throw new AppError('bad_request', 'Write your name and a message, so that we can answer you.');
  }
  const bot = await getBot(deps, botId);
  const at = deps.clock.now();
  const conversationId = conversationIdOf(visitor, id);
  const settings = bot.settings.handoff;
  const handoff = await deps.store.transact(async (tx) => {
    await assertNotBlocked(tx, { botId, visitorHash: visitor.hash });
    const row = await ensureConversation(tx, { visitor, botId, requestedId: id, conversationId }, at);
    if (row.state === 'with-person') {
      throw new AppError('conflict', 'A person is here already. Write to them in the chat.');
    }
    await noteVisitor(tx, { visitor, row, details: input.details, at });
    const contactRequestId = newId('contact');
    const request = { bot_id: botId, conversation_id: row.id, name, email: input.email, message };
    await tx
      .insertInto('contact_requests')
      .values({ id: contactRequestId, ...request, created_at: at })
      .execute();
    const moved = await moveConversation(tx, row, { event: 'send-form', actor: 'visitor', at, settings });
    const place = { botId, conversationId: row.id, contactRequestId };
    const news = { ...place, event: 'contact.created' as const, at, settings };
    await queueMail(tx, { ...news, data: {} });
    await queueWebhook(tx, {
      ...news,
      data: { contactRequestId, name, email: input.email, message },
    });
    return await describeForVisitor(tx, moved, { bot, at });
  });
  deps.live.wake(botId);
  return { conversationId, handoff };
}
