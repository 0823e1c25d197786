import { AppError } from '../base/index.ts';
import { findBotConversation } from './conversation-row.ts';
import type { HandoffDeps } from './types.ts';

type Input = { botId: string; conversationId: string; attachmentId: string };

/** A file that a visitor sent in this conversation, for staff. @throws AppError `not_found` also for one of another conversation */
export async function readAttachment(
  { store: { db } }: Pick<HandoffDeps, 'store'>,
  { attachmentId, ...place }: Input,
): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
  const row = await findBotConversation(db, place);
  const file = await db
    .selectFrom('attachments')
    .select(['name', 'media_type', 'bytes'])
    .where('id', '=', attachmentId)
    .where('conversation_id', '=', row.id)
    .executeTakeFirst();
  if (!file) throw new AppError('not_found', 'There is no such file in this conversation.');
  return { name: file.name, mediaType: file.media_type, bytes: file.bytes };
}
