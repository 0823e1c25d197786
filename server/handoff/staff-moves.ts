import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import { getBot } from '../bots/index.ts';
import type { Agent } from '../contract/index.ts';
import { type ConversationRow, findBotConversation, isOfferedUnsure } from './conversation-row.ts';
import type { HandoffEvent } from './machine.ts';
import { moveConversation } from './move-conversation.ts';
import type { HandoffDeps } from './types.ts';

export type StaffMove = {
  actor: string;
  botId: string;
  conversationId: string;
  /** When given, the move is refused if the conversation has gone on in between. */
  expectedVersion?: number;
};

/**
 * A person takes the conversation, from the waiting list or from the bot, whose answer ends at once. Taking what one has already changes nothing.
 * @throws AppError `not_found`, `conflict` when somebody else was faster
 */
export async function takeConversation(
  deps: HandoffDeps,
  input: StaffMove & { name: string },
): Promise<ConversationRow> {
  const agent = { id: input.actor, name: input.name };
  const moved = await move(deps, input, { event: 'take', verb: 'takeConversation', agent });
  await deps.stopAnswer(moved.id);
  return moved;
}

/**
 * To a colleague, or without `to` back to the waiting list. With `waits` it is left for the colleague in the waiting list, where
 * anybody can take it meanwhile. @throws AppError `not_found`, `conflict`
 */
export async function transferConversation(
  deps: HandoffDeps,
  { to, waits = false, ...input }: StaffMove & { to?: Agent; waits?: boolean },
): Promise<ConversationRow> {
  const verb = 'transferConversation';
  if (to === undefined) return await move(deps, input, { event: 'requeue', verb });
  if (waits) return await move(deps, input, { event: 'requeue', verb, meantFor: to });
  return await move(deps, input, { event: 'transfer', verb, agent: to });
}

/** Ends it; when the visitor writes again the bot answers. @throws AppError `not_found`, `conflict` */
export async function closeConversation(deps: HandoffDeps, input: StaffMove): Promise<ConversationRow> {
  return await move(deps, input, { event: 'close', verb: 'closeConversation' });
}

/** @throws AppError `not_found`, `conflict` */
export async function returnToBot(deps: HandoffDeps, input: StaffMove): Promise<ConversationRow> {
  return await move(deps, input, { event: 'return', verb: 'returnToBot' });
}

type Step = { event: HandoffEvent; verb: string; agent?: Agent; meantFor?: Agent };

async function move(
  deps: HandoffDeps,
  input: StaffMove,
  { event, verb, agent, meantFor }: Step,
): Promise<ConversationRow> {
  const { settings } = await getBot(deps, input.botId);
  const at = deps.clock.now();
  const moved = await deps.store.transact(async (tx) => {
    const row = await findBotConversation(tx, input);
    if (event === 'take' && row.state === 'with-person' && row.agent_id === input.actor) return row;
    assertCurrent(row, input.expectedVersion);
    const next = await moveConversation(tx, row, {
      event,
      actor: input.actor,
      at,
      settings: settings.handoff,
      ...(event === 'take' && (row.handoff_reason === null || isOfferedUnsure(row))
        ? { reason: 'staff' }
        : {}),
      ...(agent ? { agent } : {}),
      ...(meantFor ? { meantFor } : {}),
    });
    const subject = `conversation:${row.id}`;
    const details = {
      from: row.state,
      to: next.state,
      ...(agent ? { agent: agent.id } : {}),
      ...(meantFor ? { meantFor: meantFor.id } : {}),
    };
    await recordAudit(tx, { at, actor: input.actor, verb, subject, details });
    return next;
  });
  deps.live.wake(input.botId);
  return moved;
}

function assertCurrent(row: ConversationRow, expectedVersion: number | undefined): void {
  if (expectedVersion === undefined || expectedVersion === row.handoff_version) return;
  const who = row.agent_name === null ? '' : ` ${row.agent_name} has it now.`;
  throw new AppError(
    'conflict',
    `This conversation has gone on meanwhile.${who} Load it again, then decide.`,
  );
}
