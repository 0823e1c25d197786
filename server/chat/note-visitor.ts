import type { VisitorDetails } from '../contract/index.ts';
import type { ChatDeps, Visitor } from './types.ts';

type Input = { visitor: Visitor; conversationId: string; details: VisitorDetails | undefined };

/** Keeps what the site says of the visitor, for the staff to read. What a token says stands above what a page claims. */
export async function noteVisitor(
  { store }: Pick<ChatDeps, 'store'>,
  { visitor: { identity }, conversationId, details }: Input,
): Promise<void> {
  if (!identity && !details) return;
  const { subject: id, name, email } = identity ?? {};
  const vouched = identity && { id, ...(name && { name }), ...(email && { email }), verified: true };
  const kept: VisitorDetails = { ...details, verified: false, ...vouched };
  await store.db
    .updateTable('conversations')
    .set({ visitor_details: JSON.stringify(kept) })
    .where('id', '=', conversationId)
    .execute();
}
