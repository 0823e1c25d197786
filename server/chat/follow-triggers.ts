import type { Kysely } from 'kysely';
import type { AnswerEvent } from '../answering/index.ts';
import type { Bot, TriggerAction } from '../bots/index.ts';
import type { HandoffReason, Passport } from '../contract/index.ts';
import {
  type ConversationRow,
  findTextTrigger,
  isOfferedUnsure,
  moveConversation,
  requestOrEnqueue,
} from '../handoff/index.ts';
import type { Database } from '../store/index.ts';

type Finished = Extract<AnswerEvent, { type: 'finished' }>;
type Facts = { event: Finished; text: string; bot: Bot; at: number };

/**
 * What a reply means for the way to a person: offered or called, for one of the reasons an admin set. A refusal always offers one, and
 * so does a reply that the bot is not sure of, which is no refusal all the same.
 * @returns the conversation as it is now; undefined when the visitor need not be told of a person
 */
export async function followTriggers(
  tx: Kysely<Database>,
  row: ConversationRow,
  facts: Facts,
): Promise<ConversationRow | undefined> {
  const { event, bot, at } = facts;
  const refusals = row.refusals + (event.passport.kind === 'refusal' ? 1 : 0);
  if (refusals !== row.refusals) {
    await tx.updateTable('conversations').set({ refusals }).where('id', '=', row.id).execute();
  }
  const trigger = triggerOf(facts, refusals);
  const offerReason = offerReasonOf(event.passport);
  const settings = bot.settings.handoff;
  const counted = { ...row, refusals };
  const move = { actor: 'system:triggers', at, settings, reason: trigger?.reason ?? offerReason } as const;
  if (trigger?.action === 'request') return await requestOrEnqueue(tx, counted, move);
  if (trigger === undefined && !event.offerPerson) return undefined;
  if (row.state !== 'bot' && !(isOfferedUnsure(row) && move.reason !== 'unsure')) return counted;
  return await moveConversation(tx, counted, { event: 'offer', ...move });
}

/** Of several questions in one message one that was declined says more than one that was answered in doubt. */
function offerReasonOf({ unsure, parts = [] }: Passport): HandoffReason {
  const isOneDeclined = parts.some(({ kind }) => kind === 'refusal');
  return unsure && !isOneDeclined ? 'unsure' : 'refused';
}

/** One more thumb down: at the number an admin set a person is offered or called. @returns the conversation as it is now */
export async function followDislike(
  tx: Kysely<Database>,
  row: ConversationRow,
  { bot, at }: Pick<Facts, 'bot' | 'at'>,
): Promise<ConversationRow> {
  const settings = bot.settings.handoff;
  const counted = { ...row, dislikes: row.dislikes + 1 };
  const { dislikes } = counted;
  await tx.updateTable('conversations').set({ dislikes }).where('id', '=', row.id).execute();
  const action = dislikes >= settings.dislikes ? settings.actions.disliked : 'off';
  const move = { actor: 'system:triggers', at, settings, reason: 'disliked' } as const;
  if (action === 'request') return await requestOrEnqueue(tx, counted, move);
  if (action === 'off' || (row.state !== 'bot' && !isOfferedUnsure(row))) return counted;
  return await moveConversation(tx, counted, { event: 'offer', ...move });
}

/** A thumb down was taken back: pressed once more, it is no further one. */
export async function forgetDislike(tx: Kysely<Database>, conversationId: string): Promise<void> {
  await tx
    .updateTable('conversations')
    .set((e) => ({ dislikes: e('dislikes', '-', 1) }))
    .where('id', '=', conversationId)
    .where('dislikes', '>', 0)
    .execute();
}

type Trigger = { reason: HandoffReason; action: TriggerAction };

function triggerOf({ event, text, bot }: Facts, refusals: number): Trigger | undefined {
  const settings = bot.settings.handoff;
  const { actions } = settings;
  const spoken = findTextTrigger(text, settings);
  const { kind } = event.passport;
  if (kind === 'handoff') {
    return spoken?.action === 'request' ? spoken : { reason: 'asked', action: actions.asked };
  }
  if (spoken) return spoken;
  const isRefused = kind === 'refusal' && refusals >= settings.refusals && actions.refused !== 'off';
  return isRefused ? { reason: 'refused', action: actions.refused } : undefined;
}
