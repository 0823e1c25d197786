import { AppError } from '../base/index.ts';
import { assertInService, type Bot, getBot } from '../bots/index.ts';
import type { VisitorDetails, VisitorHandoff } from '../contract/index.ts';
import {
  assertNotBlocked,
  botMaySpeak,
  type ConversationRow,
  describeForVisitor,
  moveConversation,
  requestOrEnqueue,
  showTyping,
} from '../handoff/index.ts';
import type { Store } from '../store/index.ts';
import { ensureConversation } from './begin-turn.ts';
import { conversationIdOf } from './conversation-id.ts';
import { getConversationRow } from './find-conversation.ts';
import { noteVisitor } from './note-visitor.ts';
import type { ChatDeps, Visitor } from './types.ts';

type Own = { visitor: Visitor; id: string };
export type VisitorState = { conversationId: string; handoff: VisitorHandoff };

/**
 * The visitor asks for a person by a button, also before a first message. Asking again while waiting changes nothing.
 * @throws AppError `not_found`, also where the bot is out of service, `forbidden` for a visitor who is blocked
 */
export async function requestPerson(
  deps: ChatDeps,
  { visitor, id, botId, details }: Own & { botId: string; details?: VisitorDetails | undefined },
): Promise<VisitorState> {
  const bot = await getBot(deps, botId);
  const conversationId = conversationIdOf(visitor, id);
  const place = { visitor, botId, requestedId: id, conversationId };
  return await change(deps, bot, async (tx, at) => {
    await assertNotBlocked(tx, { botId, visitorHash: visitor.hash });
    const row = await ensureConversation(tx, place, at);
    if (botMaySpeak(row.state) || row.state === 'closed') assertInService(bot);
    await noteVisitor(tx, { visitor, row, details, at });
    const settings = bot.settings.handoff;
    return await requestOrEnqueue(tx, row, { actor: 'visitor', at, reason: 'button', settings });
  });
}

/** The visitor's way out, from anywhere: back to the bot. @throws AppError `not_found` */
export async function leaveHandoff(deps: ChatDeps, { visitor, id }: Own): Promise<VisitorState> {
  const bot = await getBot(deps, (await getConversationRow(deps.store.db, visitor, id)).bot_id);
  return await change(deps, bot, async (tx, at) => {
    const row = await getConversationRow(tx, visitor, id);
    if (row.state === 'bot') return row;
    const settings = bot.settings.handoff;
    return await moveConversation(tx, row, { event: 'leave', actor: 'visitor', at, settings });
  });
}

/** The visitor is writing; shown to the person who has the conversation. @throws AppError `not_found` */
export async function noteVisitorTyping(deps: ChatDeps, { visitor, id }: Own): Promise<void> {
  const row = await getConversationRow(deps.store.db, visitor, id);
  await showTyping(deps, row, { author: 'visitor', actor: 'visitor' });
}

async function change(
  deps: ChatDeps,
  bot: Bot,
  work: (tx: Store['db'], at: number) => Promise<ConversationRow>,
): Promise<VisitorState> {
  const at = deps.clock.now();
  const changed = await deps.store.transact(async (tx) => {
    const row = await work(tx, at);
    return { row, handoff: await describeForVisitor(tx, row, { bot, at }) };
  });
  deps.live.wake(bot.id);
  const { row, handoff } = changed;
  if (!botMaySpeak(row.state)) await stopAnswer(deps, row.id);
  return { conversationId: row.id, handoff };
}

/** Ends what the bot is saying in this process; another process's next sentence is refused by the database. */
export async function stopAnswer({ turns }: Pick<ChatDeps, 'turns'>, conversationId: string): Promise<void> {
  const turn = turns.find(conversationId);
  turn?.stop(new AppError('cancelled', 'A person has this conversation now.'));
  await turn?.finished;
}
