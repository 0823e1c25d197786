import type { Conversation, ErrorBody, PublicBot, StreamPart } from '../../server/contract/index.ts';
import { readEvents } from './sse.ts';

const SESSION_HEADER = 'x-foyer-session';

/** What survives a reload; kept only once the visitor has sent something. */
export type SavedSession = { session: string; conversationId: string };

export type SessionStorage = {
  load(): SavedSession | undefined;
  save(session: SavedSession | undefined): void;
};

export type ClientOptions = {
  /** Origin and path of the Foyer server, without a slash at the end. */
  baseUrl: string;
  botId: string;
  storage: SessionStorage;
  fetch?: typeof fetch;
};

/** What the server refused, in a sentence that a visitor may read. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly retryable: boolean;

  constructor(message: string, retryable: boolean) {
    super(message);
    this.retryable = retryable;
  }
}

export type ChatClient = {
  loadBot(signal?: AbortSignal): Promise<PublicBot>;
  /** The conversation of an earlier visit; undefined when there is none, or it is gone. */
  loadConversation(signal?: AbortSignal): Promise<Conversation | undefined>;
  /** Sends a question and yields the parts of the reply. Aborting stops the reply. @throws ClientError */
  send(text: string, signal?: AbortSignal): AsyncGenerator<StreamPart>;
  /** Follows a reply that is being written; yields nothing when there is none. */
  resume(signal?: AbortSignal): AsyncGenerator<StreamPart>;
  forget(): void;
};

export function createChatClient(options: ClientOptions): ChatClient {
  const request = options.fetch ?? fetch.bind(globalThis);
  let saved = options.storage.load();

  function headers(): Record<string, string> {
    return saved ? { [SESSION_HEADER]: saved.session } : {};
  }

  async function open(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await request(`${options.baseUrl}${path}`, { ...init, credentials: 'omit' });
    } catch (thrown) {
      if (init.signal?.aborted) throw thrown;
      throw new ClientError('The chat cannot be reached. Check your connection and try again.', true);
    }
    if (response.ok) return response;
    throw await toClientError(response);
  }

  async function* parts(response: Response): AsyncGenerator<StreamPart> {
    if (!response.body) throw new ClientError('The reply did not arrive. Please try again.', true);
    for await (const event of readEvents(response.body)) {
      if (event === '[DONE]') return;
      yield JSON.parse(event) as StreamPart;
    }
  }

  return {
    async loadBot(signal) {
      const response = await open(
        `/api/bots/${encodeURIComponent(options.botId)}/public`,
        withSignal(signal),
      );
      return (await response.json()) as PublicBot;
    },
    async loadConversation(signal) {
      if (!saved) return undefined;
      const path = `/api/chat/${encodeURIComponent(saved.conversationId)}`;
      const response = await request(`${options.baseUrl}${path}`, {
        headers: headers(),
        ...withSignal(signal),
      });
      if (response.ok) return (await response.json()) as Conversation;
      if (response.status !== 404 && response.status !== 401) throw await toClientError(response);
      saved = undefined;
      options.storage.save(undefined);
      return undefined;
    },
    async *send(text, signal) {
      const body = {
        botId: options.botId,
        ...(saved ? { id: saved.conversationId } : {}),
        message: { role: 'user', parts: [{ type: 'text', text }] },
      };
      const response = await open('/api/chat', {
        method: 'POST',
        headers: { ...headers(), 'content-type': 'application/json' },
        body: JSON.stringify(body),
        ...withSignal(signal),
      });
      const session = response.headers.get(SESSION_HEADER) ?? saved?.session;
      for await (const part of parts(response)) {
        if (part.type === 'start' && session) {
          saved = { session, conversationId: part.messageMetadata.conversationId };
          options.storage.save(saved);
        }
        yield part;
      }
    },
    async *resume(signal) {
      if (!saved) return;
      const path = `/api/chat/${encodeURIComponent(saved.conversationId)}/stream`;
      const response = await open(path, { headers: headers(), ...withSignal(signal) });
      if (response.status !== 204) yield* parts(response);
    },
    forget() {
      saved = undefined;
      options.storage.save(undefined);
    },
  };
}

/** A conversation kept in the browser under one key a bot; a browser that refuses storage loses only the reload. */
export function browserStorage(botId: string): SessionStorage {
  const key = `foyer:${botId}`;
  return {
    load() {
      try {
        const text = localStorage.getItem(key);
        const value: unknown = text === null ? undefined : JSON.parse(text);
        return isSavedSession(value) ? value : undefined;
      } catch {
        return undefined;
      }
    },
    save(session) {
      try {
        if (session) localStorage.setItem(key, JSON.stringify(session));
        else localStorage.removeItem(key);
      } catch {
        // Storage may be forbidden by the browser's settings; the conversation then lives as long as the page.
      }
    },
  };
}

function isSavedSession(value: unknown): value is SavedSession {
  return (
    typeof value === 'object' &&
    value !== null &&
    'session' in value &&
    typeof value.session === 'string' &&
    'conversationId' in value &&
    typeof value.conversationId === 'string'
  );
}

function withSignal(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}

async function toClientError(response: Response): Promise<ClientError> {
  const body = (await response.json().catch(() => undefined)) as Partial<ErrorBody> | undefined;
  const message = body?.error?.message ?? 'The chat cannot answer right now. Please try again.';
  return new ClientError(
    message,
    response.status >= 500 || response.status === 429 || response.status === 409,
  );
}
