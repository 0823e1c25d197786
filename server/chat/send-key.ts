import { createHash } from 'node:crypto';
import { AppError } from '../base/index.ts';
import type { Store } from '../store/index.ts';

/** The mark by which a message that comes twice is known; the same name on other words is another message. */
export function sendKeyOf(messageId: string | undefined, text: string): string | undefined {
  if (messageId === undefined) return undefined;
  return `visitor:${createHash('sha256').update(`${messageId}\n${text}`).digest('hex').slice(0, 40)}`;
}

/** Browsers and proxies send a request again when its connection broke. @throws AppError `conflict` */
export async function assertNotSent(
  tx: Store['db'],
  conversationId: string,
  key: string | undefined,
): Promise<void> {
  if (key === undefined) return;
  const sent = await tx
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('send_key', '=', key)
    .executeTakeFirst();
  if (sent) throw new AppError('conflict', 'This message has arrived already.');
}
