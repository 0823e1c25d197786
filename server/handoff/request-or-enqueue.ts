import type { Kysely } from 'kysely';
import type { HandoffSettings } from '../bots/index.ts';
import type { HandoffReason } from '../contract/index.ts';
import type { Database } from '../store/index.ts';
import type { ConversationRow } from './conversation-row.ts';
import { isOpen } from './hours.ts';
import { moveConversation } from './move-conversation.ts';

type Request = { actor: string; at: number; reason: HandoffReason; settings: HandoffSettings };

/**
 * A person is asked for: a place in the waiting list when people can be reached, else `requested`, where the form is offered.
 * Who waits already, or talks with a person, stays there.
 */
export async function requestOrEnqueue(
  tx: Kysely<Database>,
  row: ConversationRow,
  request: Request,
): Promise<ConversationRow> {
  if (row.state === 'waiting' || row.state === 'with-person') return row;
  const requested = await moveConversation(tx, row, { event: 'request', ...request });
  const { live, hours } = request.settings;
  if (!live || !isOpen(hours, request.at)) return requested;
  return await moveConversation(tx, requested, { event: 'enqueue', ...request });
}
