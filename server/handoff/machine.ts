import type { ConversationState } from '../store/index.ts';

/**
 * What can happen to a conversation. `answer` is the bot speaking, `say` a person, `write` the visitor; the others move it.
 */
export const HANDOFF_EVENTS = [
  'answer',
  'say',
  'write',
  'offer',
  'request',
  'enqueue',
  'take',
  'transfer',
  'requeue',
  'return',
  'close',
  'leave',
  'send-form',
  'wait-expired',
  'person-silent',
  'visitor-silent',
] as const;
export type HandoffEvent = (typeof HANDOFF_EVENTS)[number];

export const CONVERSATION_STATES = [
  'bot',
  'offered',
  'requested',
  'waiting',
  'with-person',
  'closed',
] as const satisfies readonly ConversationState[];

/** Null: cannot happen there. */
type Row = Record<HandoffEvent, ConversationState | null>;

const NEVER: Row = {
  answer: null,
  say: null,
  write: null,
  offer: null,
  request: null,
  enqueue: null,
  take: null,
  transfer: null,
  requeue: null,
  return: null,
  close: null,
  leave: null,
  'send-form': null,
  'wait-expired': null,
  'person-silent': null,
  'visitor-silent': null,
};

/**
 * The whole handoff. `requested` is a wish that nobody can meet now (outside hours, or waited too long): the form is offered
 * and the bot goes on. In `waiting` and `with-person` the bot has no `answer`, in all others a person has no `say`.
 */
export const TRANSITIONS: Record<ConversationState, Row> = {
  bot: {
    ...NEVER,
    answer: 'bot',
    write: 'bot',
    offer: 'offered',
    request: 'requested',
    take: 'with-person',
    leave: 'bot',
    'send-form': 'bot',
  },
  offered: {
    ...NEVER,
    answer: 'offered',
    write: 'offered',
    offer: 'offered',
    request: 'requested',
    take: 'with-person',
    leave: 'bot',
    'send-form': 'bot',
  },
  requested: {
    ...NEVER,
    answer: 'requested',
    write: 'requested',
    offer: 'requested',
    request: 'requested',
    enqueue: 'waiting',
    take: 'with-person',
    return: 'bot',
    close: 'closed',
    leave: 'bot',
    'send-form': 'bot',
  },
  waiting: {
    ...NEVER,
    write: 'waiting',
    take: 'with-person',
    return: 'bot',
    close: 'closed',
    leave: 'bot',
    'send-form': 'bot',
    'wait-expired': 'requested',
  },
  'with-person': {
    ...NEVER,
    say: 'with-person',
    write: 'with-person',
    transfer: 'with-person',
    requeue: 'waiting',
    return: 'bot',
    close: 'closed',
    leave: 'bot',
    'person-silent': 'waiting',
    'visitor-silent': 'closed',
  },
  closed: {
    ...NEVER,
    write: 'bot',
    request: 'requested',
    take: 'with-person',
    leave: 'bot',
    'send-form': 'bot',
  },
};

/** The state after `event`, or null where it cannot happen. Pure. */
export function nextState(state: ConversationState, event: HandoffEvent): ConversationState | null {
  return TRANSITIONS[state][event];
}

export function botMaySpeak(state: ConversationState): boolean {
  return nextState(state, 'answer') !== null;
}

/** For a condition in the database: states in which what the bot says may be stored. */
export const BOT_SPEAKS: readonly ConversationState[] = CONVERSATION_STATES.filter(botMaySpeak);
