import type { VisitorDetails } from '../contract/index.ts';
import { type ConversationRow, recordEvent, visitorDetailsOf } from '../handoff/index.ts';
import type { Store } from '../store/index.ts';
import type { Visitor } from './types.ts';

type Input = { visitor: Visitor; row: ConversationRow; details: VisitorDetails | undefined; at: number };

/**
 * Keeps what the site says of the visitor, and what they wrote in the form before the chat, for the staff to read, and tells the inbox when it has changed; in the caller's
 * transaction. What a token says stands above what a page claims.
 */
export async function noteVisitor(
  tx: Store['db'],
  { visitor: { identity }, row, details, at }: Input,
): Promise<void> {
  if (!identity && !details) return;
  const { subject: id, name, email } = identity ?? {};
  const vouched = identity && { id, ...(name && { name }), ...(email && { email }), verified: true };
  const form = details?.form ?? visitorDetailsOf(row)?.form;
  const kept: VisitorDetails = { ...details, ...(form && { form }), verified: false, ...vouched };
  const visitor_details = JSON.stringify(kept);
  if (visitor_details === row.visitor_details) return;
  await tx.updateTable('conversations').set({ visitor_details }).where('id', '=', row.id).execute();
  const place = { botId: row.bot_id, conversationId: row.id };
  await recordEvent(tx, { ...place, kind: 'details-changed', actor: 'visitor', data: { visitor: true }, at });
}
