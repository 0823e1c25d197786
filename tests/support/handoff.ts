import { expect } from 'vitest';
import { type BotSettingsInput, createBot } from '../../server/bots/index.ts';
import type {
  Conversation,
  Inbox,
  InboxConversation,
  InboxItem,
  VisitorHandoff,
} from '../../server/contract/index.ts';
import { type TestApp, testSettings } from './app.ts';
import { readParts, textOf } from './read-stream.ts';

export const ASK = 'I want to talk to a human';

export type Said = {
  conversationId: string;
  text: string;
  handoff: VisitorHandoff | undefined;
  kind: string | undefined;
};

export type Visitor = {
  session: string;
  botId: string;
  /** A message and what the chat answers at once. */
  say(text: string): Promise<Said>;
  post(path: string, body?: unknown): Promise<Response>;
  conversation(): Promise<Conversation>;
};

let visitors = 0;

/** Somebody with a session and one conversation, called `talk`. */
export function visitorOf(app: TestApp, botId: string): Visitor {
  visitors += 1;
  const session = String(visitors).padStart(43, 'v');
  return {
    session,
    botId,
    async say(text) {
      const message = { role: 'user', text };
      const response = await app.request('/api/chat', { session, body: { botId, id: 'talk', message } });
      expect(response.status).toBe(200);
      const parts = await readParts(response);
      return {
        conversationId: parts.find((part) => part.type === 'start')?.messageMetadata.conversationId ?? '',
        text: textOf(parts),
        handoff: parts.find((part) => part.type === 'data-handoff')?.data,
        kind: parts.find((part) => part.type === 'finish')?.messageMetadata.kind,
      };
    },
    post: (path, body) =>
      app.request(`/api/chat/talk/${path}`, { session, method: 'POST', body: body ?? {} }),
    async conversation() {
      return (await (await app.request('/api/chat/talk', { session })).json()) as Conversation;
    },
  };
}

/** The texts of all messages, oldest first. */
export function textsOf({ messages }: Conversation): string[] {
  return messages.map((message) =>
    message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join(''),
  );
}

export type Staff = {
  key: string;
  post(path: string, body?: unknown): Promise<Response>;
  inbox(): Promise<Inbox>;
  read(conversationId: string): Promise<InboxConversation>;
  take(conversationId: string, name?: string): Promise<InboxItem>;
};

/** A staff member of a bot with a key of their own. */
export async function staffOf(app: TestApp, botId: string): Promise<Staff> {
  const key = await app.keyOf('staff', botId);
  const path = `/api/admin/bots/${botId}/inbox`;
  const get = async (place: string) => {
    const response = await app.request(place, { key });
    expect(response.status).toBe(200);
    return response.json();
  };
  const staff: Staff = {
    key,
    post: (place, body) => app.request(`${path}/${place}`, { key, method: 'POST', body: body ?? {} }),
    inbox: async () => (await get(path)) as Inbox,
    read: async (id) => (await get(`${path}/${id}`)) as InboxConversation,
    async take(id, name = 'Anna') {
      const response = await staff.post(`${id}/take`, { name });
      expect(response.status).toBe(200);
      return (await response.json()) as InboxItem;
    },
  };
  return staff;
}

/** A bot that knows nothing, for what is not about its answers. */
export async function emptyBot(app: TestApp, handoff: BotSettingsInput['handoff'] = {}): Promise<string> {
  const settings = { ...testSettings, handoff };
  return (await createBot(app.context, { actor: 'system:test', name: 'Empty', settings })).id;
}
