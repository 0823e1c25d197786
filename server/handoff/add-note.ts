import { AppError, newId } from '../base/index.ts';
import { findBotConversation } from './conversation-row.ts';
import { recordEvent } from './record-event.ts';
import type { HandoffDeps } from './types.ts';

export type AddNoteInput = {
  actor: string;
  name: string;
  botId: string;
  conversationId: string;
  text: string;
};

/** A note for staff, which no visitor ever sees. @throws AppError `bad_request`, `not_found` */
export async function addNote(deps: HandoffDeps, input: AddNoteInput): Promise<{ noteId: string }> {
  const text = input.text.trim();
  if (text === '') throw new AppError('bad_request', 'The note is empty. Write something first.');
  const { actor, name, botId } = input;
  const at = deps.clock.now();
  const noteId = newId('note');
  await deps.store.transact(async (tx) => {
    const { id } = await findBotConversation(tx, input);
    await tx
      .insertInto('conversation_notes')
      .values({ id: noteId, conversation_id: id, author: actor, author_name: name, text, created_at: at })
      .execute();
    const event = { botId, conversationId: id, kind: 'note-added' as const, actor, at };
    await recordEvent(tx, { ...event, data: { noteId } });
  });
  deps.live.wake(botId);
  return { noteId };
}
