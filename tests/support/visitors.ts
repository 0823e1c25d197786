import { SESSION_HEADER } from '../../server/contract/index.ts';
import { TEST_BOT_ID, type TestApp } from './app.ts';
import { readParts, textOf } from './read-stream.ts';

export type AskedAsVisitor = {
  session: string;
  conversationId: string;
  messageId: string;
  turnId: string;
  kind: string;
  text: string;
};

/** One question of a visitor over HTTP, to its end; a new visitor unless `session` is given. */
export async function askAsVisitor(
  app: TestApp,
  question: string,
  { session, id, botId = TEST_BOT_ID }: { session?: string; id?: string; botId?: string } = {},
): Promise<AskedAsVisitor> {
  const response = await app.request('/api/chat', {
    body: { botId, message: { role: 'user', content: question }, ...(id !== undefined && { id }) },
    ...(session !== undefined && { session }),
  });
  const parts = await readParts(response);
  const start = parts.find((part) => part.type === 'start');
  const finish = parts.find((part) => part.type === 'finish');
  if (!start || !finish) throw new Error(`The reply to "${question}" did not come to its end.`);
  const { conversationId, turnId = '', kind = '' } = finish.messageMetadata;
  const given = response.headers.get(SESSION_HEADER) ?? session ?? '';
  return { session: given, conversationId, messageId: start.messageId, turnId, kind, text: textOf(parts) };
}
