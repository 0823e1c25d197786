import type { Kysely } from 'kysely';
import { AppError } from '../base/index.ts';
import type { HandoffSettings } from '../bots/index.ts';
import type { Agent, HandoffReason } from '../contract/index.ts';
import type { ConversationState, Database } from '../store/index.ts';
import type { ConversationRow } from './conversation-row.ts';
import { type HandoffEvent, nextState } from './machine.ts';
import { queueWebhook } from './queue-delivery.ts';
import { recordEvent } from './record-event.ts';

const MINUTE_MS = 60_000;

export type Move = {
  event: HandoffEvent;
  actor: string;
  at: number;
  settings: HandoffSettings;
  reason?: HandoffReason;
  /** Who has the conversation from now on; for `take` and `transfer`. */
  agent?: Agent;
  /** Whom it is left for in the waiting list; for `requeue`. */
  meantFor?: Agent;
};

/** Events that say nothing of the way; they leave the state as it is, and a clock may start or stop. */
const SPEAKING: ReadonlySet<HandoffEvent> = new Set(['answer', 'say', 'write']);

/**
 * The one place where a conversation changes its state: as the machine allows, with clocks, waiting list and the event row, all in
 * the caller's transaction, in which `row` was read.
 * @returns the row as it is now
 * @throws AppError `conflict` where the event cannot happen
 */
export async function moveConversation(
  tx: Kysely<Database>,
  row: ConversationRow,
  move: Move,
): Promise<ConversationRow> {
  const next = nextState(row.state, move.event);
  if (next === null) throw cannot(row, move.event);
  const isStep = next !== row.state || !SPEAKING.has(move.event);
  const moved = await tx
    .updateTable('conversations')
    .set({
      ...fieldsAfter(row, next, move),
      ...(isStep ? { handoff_version: row.handoff_version + 1 } : {}),
      updated_at: move.at,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (isStep) {
    const { actor, at, settings } = move;
    const place = { botId: row.bot_id, conversationId: row.id };
    const data = { from: row.state, to: next, event: move.event, reason: moved.handoff_reason };
    const whose = move.agent ? { agentName: move.agent.name } : {};
    await recordEvent(tx, { ...place, kind: 'state-changed', actor, data: { ...data, ...whose }, at });
    await queueWebhook(tx, { ...place, event: 'conversation.state-changed', data, at, settings });
  }
  return moved;
}

function fieldsAfter(row: ConversationRow, next: ConversationState, move: Move) {
  const { agent, reason, event, meantFor } = move;
  const withPerson = next === 'with-person';
  const starts = next !== row.state && (next === 'bot' || next === 'waiting');
  return {
    state: next,
    agent_id: withPerson ? (agent?.id ?? row.agent_id) : null,
    agent_name: withPerson ? (agent?.name ?? row.agent_name) : null,
    handoff_reason: next === 'bot' ? null : (reason ?? row.handoff_reason),
    ...meantForAfter(row, next, event === 'requeue' ? (meantFor ?? null) : undefined),
    queued_at: queuedAt(row, next, move),
    ...clockAfter(row, next, move),
    ...(starts ? { refusals: 0, dislikes: 0 } : {}),
  };
}

/** Kept while it waits. @param meantFor undefined: as before */
function meantForAfter(row: ConversationRow, next: ConversationState, meantFor: Agent | null | undefined) {
  if (next !== 'waiting') return { meant_for_id: null, meant_for_name: null };
  if (meantFor === undefined) return { meant_for_id: row.meant_for_id, meant_for_name: row.meant_for_name };
  return { meant_for_id: meantFor?.id ?? null, meant_for_name: meantFor?.name ?? null };
}

/** Who had to go back to the waiting list keeps the place of the first time. */
function queuedAt(row: ConversationRow, next: ConversationState, { at }: Move): number | null {
  if (next === 'with-person') return row.queued_at;
  return next === 'waiting' ? (row.queued_at ?? at) : null;
}

type Due = { due_at: number | null; due_event: string | null };
const NO_CLOCK: Due = { due_at: null, due_event: null };

function clockAfter(row: ConversationRow, next: ConversationState, { event, at, settings }: Move): Due {
  const kept = { due_at: row.due_at, due_event: row.due_event };
  const due = (due_event: HandoffEvent, minutes: number): Due => ({
    due_at: at + minutes * MINUTE_MS,
    due_event,
  });
  if (next === 'waiting') {
    return row.state === 'waiting' ? kept : due('wait-expired', settings.maxWaitMinutes);
  }
  if (next !== 'with-person') return NO_CLOCK;
  if (event === 'say') return due('visitor-silent', settings.visitorSilentMinutes);
  if (event === 'write' && row.due_event === 'person-silent') return kept;
  return due('person-silent', settings.personSilentMinutes);
}

const SENTENCES: Partial<Record<ConversationState, string>> = {
  bot: 'The assistant has this conversation. Take it first.',
  offered: 'The assistant has this conversation. Take it first.',
  requested: 'Nobody has this conversation yet. Take it first.',
  waiting: 'Nobody has taken this conversation yet. Take it first.',
  closed: 'This conversation is closed. Take it to go on.',
};

function cannot(row: ConversationRow, event: HandoffEvent): AppError {
  const details = { state: row.state, event, agentName: row.agent_name };
  const message =
    row.state === 'with-person'
      ? `${row.agent_name ?? 'A colleague'} has this conversation already. Take another, or have it transferred to you.`
      : (SENTENCES[row.state] ?? 'This cannot be done now.');
  return new AppError('conflict', message, { details });
}
