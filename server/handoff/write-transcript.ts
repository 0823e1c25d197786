import type { Kysely } from 'kysely';
import type { Database } from '../store/index.ts';

const MAX_MESSAGES = 500;

/** A conversation as plain text, oldest first; the latest 500 messages. Notes of staff are not in it. */
export async function writeTranscript(db: Kysely<Database>, conversationId: string): Promise<string> {
  const rows = await db
    .selectFrom('messages')
    .select(['role', 'text', 'author_name', 'created_at'])
    .where('conversation_id', '=', conversationId)
    .where('text', '<>', '')
    .orderBy('position', 'desc')
    .limit(MAX_MESSAGES)
    .execute();
  return rows
    .reverse()
    .map(({ role, text, author_name, created_at }) => {
      const who = role === 'user' ? 'Visitor' : (author_name ?? 'Assistant');
      return `${new Date(created_at).toISOString()} ${who}:\n${text}\n`;
    })
    .join('\n');
}
