import {
  type ConversationControl,
  createChatClient,
  createConversation,
  type SessionStorage,
} from '../../widget/client/index.ts';
import { TEST_BOT_ID, type TestApp } from './app.ts';

export type Saved = NonNullable<ReturnType<SessionStorage['load']>>;
/** What becomes of a request; `reach` lets it through to the server. */
export type Spoil = (path: string, reach: () => Promise<Response>) => Promise<Response>;
export type SpoiledChat = {
  conversation: ConversationControl;
  events: [string, unknown][];
  /** How many messages reached the server. */
  sent: () => number;
  /** How often what somebody wrote was to go from view. */
  left: () => number;
};

/** The client as the widget builds it, on the real server through a network that a test may spoil. */
export function openSpoiledChat(
  testApp: TestApp,
  spoil: Spoil,
  kept: Saved | SessionStorage = memoryStorage(),
): SpoiledChat {
  const events: [string, unknown][] = [];
  let sent = 0;
  let left = 0;
  const through: typeof fetch = async (input, init) => {
    const { pathname } = new URL(String(input));
    return await spoil(pathname, async () => {
      if (pathname === '/api/chat' && init?.method === 'POST') sent += 1;
      return untilAborted(await testApp.app.request(String(input), init), init?.signal);
    });
  };
  const client = createChatClient({
    baseUrl: 'http://localhost',
    botId: TEST_BOT_ID,
    storage: 'load' in kept ? kept : memoryStorage(kept),
    fetch: through,
  });
  const conversation = createConversation({
    client,
    emit: (name, detail) => events.push([name, detail]),
    onLeave: () => (left += 1),
    pause: () => new Promise((done) => setImmediate(done)),
  });
  return { conversation, events, sent: () => sent, left: () => left };
}

/** Leaving a response ends it on the server, as a connection does. */
function untilAborted(response: Response, signal: AbortSignal | null | undefined): Response {
  if (!signal || !response.body) return response;
  return new Response(response.body.pipeThrough(new TransformStream(), { signal }), response);
}

export function memoryStorage(saved?: Saved): SessionStorage {
  let kept = saved;
  return {
    load: () => kept,
    save: (session) => (kept = session),
    onChange: () => {},
    loadDraft: () => '',
    saveDraft: () => {},
    loadForm: () => ({}),
    saveForm: () => {},
  };
}
