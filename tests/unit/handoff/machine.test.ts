import { expect, test } from 'vitest';
import {
  BOT_SPEAKS,
  CONVERSATION_STATES,
  HANDOFF_EVENTS,
  type HandoffEvent,
  nextState,
} from '../../../server/handoff/index.ts';

type State = (typeof CONVERSATION_STATES)[number];

/** Every pair of state and event that may happen, written out once more by hand; all others are refused. */
const ALLOWED: Record<State, Partial<Record<HandoffEvent, State>>> = {
  bot: {
    answer: 'bot',
    write: 'bot',
    offer: 'offered',
    request: 'requested',
    take: 'with-person',
    leave: 'bot',
    'send-form': 'bot',
  },
  offered: {
    answer: 'offered',
    write: 'offered',
    offer: 'offered',
    request: 'requested',
    take: 'with-person',
    leave: 'bot',
    'send-form': 'bot',
  },
  requested: {
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
    write: 'waiting',
    take: 'with-person',
    return: 'bot',
    close: 'closed',
    leave: 'bot',
    'send-form': 'bot',
    'wait-expired': 'requested',
  },
  'with-person': {
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
  closed: { write: 'bot', request: 'requested', take: 'with-person', leave: 'bot', 'send-form': 'bot' },
};

const pairs = CONVERSATION_STATES.flatMap((state) =>
  HANDOFF_EVENTS.map((event) => ({ state, event, to: ALLOWED[state][event] ?? null })),
);

test.each(pairs)('$state, $event: $to', ({ state, event, to }) => {
  expect(nextState(state, event)).toBe(to);
});

test('in no state may both the bot and a person speak', () => {
  const both = CONVERSATION_STATES.filter(
    (state) => nextState(state, 'answer') !== null && nextState(state, 'say') !== null,
  );
  expect(both).toEqual([]);
  expect([...BOT_SPEAKS].sort()).toEqual(['bot', 'offered', 'requested']);
});

test('from everywhere the visitor is one step away from the bot, and can write', () => {
  for (const state of CONVERSATION_STATES) {
    expect(nextState(state, 'leave')).toBe('bot');
    expect(nextState(state, 'write')).not.toBeNull();
  }
});

test('a person cannot be asked for twice, nor a conversation be taken twice', () => {
  for (const state of ['waiting', 'with-person'] as const) expect(nextState(state, 'request')).toBeNull();
  expect(nextState('with-person', 'take')).toBeNull();
  expect(nextState('waiting', 'enqueue')).toBeNull();
});
