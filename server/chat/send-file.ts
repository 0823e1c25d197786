import { AppError, newId } from '../base/index.ts';
import { getBot } from '../bots/index.ts';
import {
  assertNotBlocked,
  botMaySpeak,
  type ConversationRow,
  moveConversation,
  noteMessage,
  storeMessage,
} from '../handoff/index.ts';
import type { Store } from '../store/index.ts';
import { getConversationRow } from './find-conversation.ts';
import { kindOfFile } from './kind-of-file.ts';
import type { ChatDeps, Visitor } from './types.ts';

export const MAX_FILE_BYTES = 5 * 2 ** 20;
const MAX_FILES_A_CONVERSATION = 20;
const MAX_NAME_CHARS = 100;

export type SendFileInput = { visitor: Visitor; id: string; name: string; bytes: Uint8Array };

/**
 * Keeps a file that a visitor sends to the person who has the conversation or is waited for, as a message that bears its name. What
 * it is, its bytes decide.
 * @throws AppError `not_found`, `forbidden` where the bot takes no files or the visitor is blocked, `bad_request` for another kind of file,
 * `too_large`, `conflict` while the bot has the conversation or when there are too many
 */
export async function sendFile(
  deps: Pick<ChatDeps, 'store' | 'clock' | 'live'>,
  { visitor, id, name, bytes }: SendFileInput,
): Promise<{ messageId: string; name: string }> {
  const { db } = deps.store;
  const { bot_id: botId } = await getConversationRow(db, visitor, id);
  const settings = (await getBot(deps, botId)).settings.handoff;
  if (!settings.files) throw new AppError('forbidden', 'This chat takes no files.');
  if (bytes.length > MAX_FILE_BYTES) {
    throw new AppError('too_large', `Files can be ${MAX_FILE_BYTES / 2 ** 20} MB at most.`);
  }
  const kind = kindOfFile(bytes);
  if (!kind || bytes.length === 0) {
    throw new AppError('bad_request', 'Send a picture (PNG, JPEG, WebP), a PDF or a text file.');
  }
  const at = deps.clock.now();
  const shown = nameOf(name, kind.ending);
  const messageId = await deps.store.transact(async (tx) => {
    const row = await getConversationRow(tx, visitor, id);
    await assertNotBlocked(tx, { botId, visitorHash: visitor.hash });
    await assertTaken(tx, row);
    await moveConversation(tx, row, { event: 'write', actor: 'visitor', at, settings });
    const attachmentId = newId('file');
    const { mediaType } = kind;
    await tx
      .insertInto('attachments')
      .values({
        id: attachmentId,
        conversation_id: row.id,
        name: shown,
        media_type: mediaType,
        bytes,
        created_at: at,
      })
      .execute();
    const data = { name: shown, mediaType, bytes: bytes.length };
    const message = { conversationId: row.id, role: 'user', text: shown, at } as const;
    const further = [{ type: 'data-attachment', id: attachmentId, data }] as const;
    const stored = await storeMessage(tx, { ...message, further });
    await noteMessage(tx, row, { messageId: stored, author: 'visitor', actor: 'visitor', at });
    return stored;
  });
  deps.live.wake(botId);
  return { messageId, name: shown };
}

async function assertTaken(tx: Store['db'], row: ConversationRow): Promise<void> {
  if (row.state === 'closed' || botMaySpeak(row.state)) {
    throw new AppError('conflict', 'Files go to a person. Ask for one first.');
  }
  const { count } = await tx
    .selectFrom('attachments')
    .select((e) => e.fn.countAll().as('count'))
    .where('conversation_id', '=', row.id)
    .executeTakeFirstOrThrow();
  if (Number(count) < MAX_FILES_A_CONVERSATION) return;
  throw new AppError('conflict', `A conversation takes ${MAX_FILES_A_CONVERSATION} files at most.`);
}

/** The last part of what the browser calls it, without what could mislead; it ends as its kind does. */
function nameOf(name: string, ending: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = last.replace(/[\p{C}"]/gu, '').trim();
  const isRight = plain.toLowerCase().endsWith(ending) || (ending === '.jpg' && /\.jpeg$/i.test(plain));
  const stem = isRight ? plain.slice(0, plain.lastIndexOf('.')) : plain;
  return `${stem.slice(0, MAX_NAME_CHARS) || 'file'}${isRight ? plain.slice(plain.lastIndexOf('.')) : ending}`;
}
