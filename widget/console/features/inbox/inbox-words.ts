import type { HandoffReason, InboxConversation, InboxItem } from '../../../../server/contract/index.ts';
import { msg, t } from '../../i18n/t.ts';

type State = InboxItem['state'];
export type Step = InboxConversation['steps'][number];

export const STATE_LABEL: Record<State, string> = {
  bot: msg('With the bot'),
  offered: msg('Offered a person'),
  requested: msg('Nobody could come'),
  waiting: msg('Waiting'),
  'with-person': msg('With a person'),
  closed: msg('Closed'),
};

export const STATE_TONE: Record<State, string> = {
  bot: 'none',
  offered: 'none',
  requested: 'warn',
  waiting: 'bad',
  'with-person': 'busy',
  closed: 'none',
};

export const REASON_LABEL: Record<HandoffReason, string> = {
  asked: msg('asked for a person'),
  keyword: msg('used a word that calls for a person'),
  refused: msg('got no answer several times'),
  unsure: msg('got an answer the bot was not sure of'),
  disliked: msg('was not content with answers'),
  anger: msg('seems angry'),
  staff: msg('taken over by staff'),
  button: msg('pressed the button for a person'),
};

const STEP_LABEL: Record<string, string> = {
  offer: msg('The visitor was offered a person.'),
  request: msg('The visitor wanted a person.'),
  enqueue: msg('The visitor waits for a person.'),
  take: msg('{name} took the conversation.'),
  transfer: msg('{name} transferred the conversation.'),
  requeue: msg('{name} put the conversation back in the waiting list.'),
  return: msg('{name} gave the conversation back to the bot.'),
  close: msg('{name} closed the conversation.'),
  leave: msg('The visitor went back to the bot.'),
  'send-form': msg('The visitor left a message in the form.'),
  write: msg('The visitor wrote again; the bot answers.'),
  'wait-expired': msg('Nobody came in time. The visitor was offered the form.'),
  'person-silent': msg('The person was silent. The visitor waits again.'),
  'visitor-silent': msg('The visitor was silent. The conversation was closed.'),
};

/** `nameOf`: who did it, as far as it is known. */
export function sayStep(
  { event, actor, agentName }: Step,
  nameOf: (actor: string) => string | undefined,
): string {
  const name = nameOf(actor) ?? t('A colleague');
  if (event === 'transfer' && agentName !== undefined) {
    return t('{name} transferred the conversation to {to}.', { name, to: agentName });
  }
  const label = STEP_LABEL[event];
  return label === undefined ? event : t(label, { name });
}

export function visitorLabel({ visitorName, id }: Pick<InboxItem, 'visitorName' | 'id'>): string {
  return visitorName ?? t('Visitor {end}', { end: id.slice(-4) });
}
