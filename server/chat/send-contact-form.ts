import type { Selectable } from 'kysely';
import { AppError, newId } from '../base/index.ts';
import { getBot, type HandoffSettings } from '../bots/index.ts';
import type { VisitorDetails } from '../contract/index.ts';
import {
  assertNotBlocked,
  describeForVisitor,
  moveConversation,
  queueMail,
  queueWebhook,
} from '../handoff/index.ts';
import type { ContactRequestTable, Store } from '../store/index.ts';
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

/** Within so long the same words are the same message, sent again because no answer came. */
const SAME_FOR_MS = 3_600_000;

/**
 * What a visitor leaves when nobody can come: kept for staff, and in the same transaction put in the queue as mail and webhook, where
 * the bot has them. The conversation goes back to the bot. Sent twice, it is kept once.
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
    const request = { bot_id: botId, conversation_id: row.id, name, email: input.email, message };
    const isNew = !(await wasSent(tx, request, at));
    const move = { event: 'send-form', actor: 'visitor', at, settings } as const;
    const moved = isNew || row.state !== 'bot' ? await moveConversation(tx, row, move) : row;
    if (isNew) await keep(tx, request, { at, settings });
    return await describeForVisitor(tx, moved, { bot, at });
  });
  deps.live.wake(botId);
  return { conversationId, handoff };
}

type Request = Pick<
  Selectable<ContactRequestTable>,
  'bot_id' | 'conversation_id' | 'name' | 'email' | 'message'
>;

async function wasSent(tx: Store['db'], request: Request, at: number): Promise<boolean> {
  const sent = await tx
    .selectFrom('contact_requests')
    .select('id')
    .where((e) => e.and(request))
    .where('created_at', '>', at - SAME_FOR_MS)
    .executeTakeFirst();
  return sent !== undefined;
}

async function keep(
  tx: Store['db'],
  request: Request,
  { at, settings }: { at: number; settings: HandoffSettings },
): Promise<void> {
  const contactRequestId = newId('contact');
  await tx
    .insertInto('contact_requests')
    .values({ id: contactRequestId, ...request, created_at: at })
    .execute();
  const { bot_id: botId, conversation_id: conversationId, name, email, message } = request;
  const place = { botId, conversationId, contactRequestId };
  const news = { ...place, event: 'contact.created' as const, at, settings };
  await queueMail(tx, { ...news, data: {} });
  await queueWebhook(tx, { ...news, data: { contactRequestId, name, email, message } });
}
