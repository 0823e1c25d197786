import type {
  Conversation,
  OwnConversations,
  PublicBot,
  StreamPart,
  VisitorDetails,
  VisitorHandoff,
} from '../../server/contract/index.ts';
import { createIdentity, type Identity, type TokenSource } from './identity.ts';
import { ClientError, toClientError, UNREACHABLE } from './problem.ts';
import { newSession, type SavedSession, type SessionStorage } from './saved-session.ts';
import { readEvents } from './sse.ts';

const SESSION_HEADER = 'x-foyer-session';
const IDENTITY_HEADER = 'x-foyer-identity';

export type ClientOptions = {
  /** Origin and path of the Foyer server, without a slash at the end. */
  baseUrl: string;
  botId: string;
  storage: SessionStorage;
  fetch?: typeof fetch;
};

export type ChatClient = {
  loadBot(signal?: AbortSignal): Promise<PublicBot>;
  /** The conversation of an earlier visit; undefined when there is none, or it is gone. @throws ClientError */
  loadConversation(signal?: AbortSignal): Promise<Conversation | undefined>;
  /**
   * Sends a question, or the last one `again` for another reply, and yields the parts of the reply. The same `id` and words are stored
   * once. @throws ClientError
   */
  send(
    question: { id: string; text: string },
    again: boolean,
    signal?: AbortSignal,
  ): AsyncGenerator<StreamPart>;
  /** Follows a reply that is being written, from its first part; yields nothing when there is none. */
  resume(signal?: AbortSignal): AsyncGenerator<StreamPart>;
  /** Ends the running reply; what was shown stays. @throws ClientError */
  stop(): Promise<void>;
  /** A thumb on a reply; another one replaces it. @throws ClientError */
  rate(messageId: string, thumb: Thumb): Promise<void>;
  /** How content the visitor was with the talk with a person, 1 to 5; again replaces it. @throws ClientError */
  rateConversation(score: number, comment: string): Promise<void>;
  /** Asks for a person, also before a first message; `leavePerson` is the way back. @throws ClientError */
  requestPerson(): Promise<VisitorHandoff>;
  leavePerson(): Promise<VisitorHandoff>;
  /** Leaves a message for when people are back, and goes back to the assistant. @throws ClientError */
  leaveMessage(message: LeftMessage): Promise<VisitorHandoff>;
  /** Sends a file to the person who is there or waited for; told how it is called. @throws ClientError */
  sendFile(file: File): Promise<{ messageId: string; name: string }>;
  /** Shows the person that one is writing. @throws ClientError */
  showTyping(): Promise<void>;
  /** What a person says, without an end; `onCursor` is told where to go on after a break. @throws ClientError */
  followPerson(
    cursor: number,
    onCursor: (cursor: number) => void,
    signal: AbortSignal,
  ): AsyncGenerator<StreamPart>;
  /** Begins anew; the next conversation is another one. */
  forget(): void;
  /** Goes on with what another window of this browser has. True when a conversation has gone for it. */
  adopt(): boolean;
  /** From now on the server is asked for nothing. */
  close(): void;
  /** From now on somebody the organisation vouches for, or nobody. True when it is another one than before. */
  identify(source: TokenSource | undefined): Promise<boolean>;
  /** What the site says of the visitor; sent with each message, for the staff to read. */
  describe(details: VisitorDetails): void;
  /** All that was described; `verified` when a token says who this is. */
  visitor(): VisitorDetails;
};

export type LeftMessage = { name: string; email: string; message: string };

/** `none` takes it back; reason and comment belong to a thumb down. */
export type Thumb = { verdict: 'up' | 'down' | 'none'; reason?: ThumbReason; comment?: string };
export type ThumbReason = 'wrong' | 'incomplete' | 'not-my-question' | 'unclear' | 'other';

/** Session and conversation are named here before anything is sent, so that a lost response loses neither. */
export function createChatClient(options: ClientOptions): ChatClient {
  const request = options.fetch ?? fetch.bind(globalThis);
  let saved = options.storage.load();
  let identity: Identity | undefined;
  let details: VisitorDetails = {};
  let closed = false;

  async function open(path: string, init: RequestInit = {}, owner = saved): Promise<Response> {
    const headers = {
      ...(identity && { [IDENTITY_HEADER]: await identity.token() }),
      ...(owner && !identity ? { [SESSION_HEADER]: owner.session } : {}),
      ...(typeof init.body === 'string' ? { 'content-type': 'application/json' } : {}),
    };
    if (closed) throw new ClientError(UNREACHABLE);
    let response: Response;
    try {
      response = await request(`${options.baseUrl}${path}`, { ...init, headers, credentials: 'omit' });
    } catch (thrown) {
      throw init.signal?.aborted ? thrown : new ClientError(UNREACHABLE);
    }
    if (response.ok) return response;
    throw await toClientError(response);
  }

  const pathOf = (session: SavedSession, rest = '') =>
    `/api/chat/${encodeURIComponent(session.conversationId)}${rest}`;

  const described = () => Object.keys(details).length > 0 && { visitor: details };

  function begin(): SavedSession {
    if (!saved) keep((!identity && options.storage.load()) || newSession());
    return saved as SavedSession;
  }

  function keep(session: SavedSession | undefined): void {
    saved = session;
    if (saved && !identity) options.storage.save(saved);
  }

  function forgetDrafts(): void {
    options.storage.saveDraft('');
    options.storage.saveForm({});
  }

  async function move(rest: string, body?: object): Promise<VisitorHandoff> {
    if (!saved) throw new ClientError(UNREACHABLE);
    const init = body && { body: JSON.stringify({ botId: options.botId, ...body, ...described() }) };
    const response = await open(pathOf(saved, rest), { method: 'POST', ...init });
    keep(saved);
    return ((await response.json()) as { handoff: VisitorHandoff }).handoff;
  }

  /** What somebody the organisation vouches for talked about last, in whatever browser. */
  async function findLatest(signal: AbortSignal | undefined): Promise<SavedSession | undefined> {
    const path = `/api/chat?botId=${encodeURIComponent(options.botId)}`;
    const { conversations } = (await (await open(path, withSignal(signal))).json()) as OwnConversations;
    const [latest] = conversations;
    return latest && { session: '', conversationId: latest.id };
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
      if (identity && !saved) saved = await findLatest(signal);
      const asked = saved;
      if (!asked) return undefined;
      try {
        return (await (await open(pathOf(asked), withSignal(signal))).json()) as Conversation;
      } catch (thrown) {
        if (!isGone(thrown)) throw thrown;
        return undefined;
      }
    },
    async *send({ id, text }, again, signal) {
      const body = JSON.stringify({
        botId: options.botId,
        id: begin().conversationId,
        ...described(),
        ...(again && { trigger: 'regenerate-message' }),
        message: { id, role: 'user', parts: [{ type: 'text', text }] },
      });
      const response = await open('/api/chat', { method: 'POST', body, ...withSignal(signal) });
      keep(saved);
      yield* parts(response);
    },
    async *resume(signal) {
      if (!saved) return;
      const response = await open(pathOf(saved, '/stream'), withSignal(signal));
      if (response.status !== 204) yield* parts(response);
    },
    async stop() {
      if (saved) await open(pathOf(saved, '/stop'), { method: 'POST' });
    },
    async rate(messageId, thumb) {
      if (!saved) return;
      const path = pathOf(saved, `/messages/${encodeURIComponent(messageId)}/feedback`);
      await open(path, { method: 'POST', body: JSON.stringify(thumb) });
    },
    async rateConversation(score, comment) {
      if (saved)
        await open(pathOf(saved, '/rating'), { method: 'POST', body: JSON.stringify({ score, comment }) });
    },
    async requestPerson() {
      begin();
      return await move('/person', {});
    },
    leavePerson: () => move('/leave'),
    async leaveMessage(message) {
      begin();
      return await move('/contact', message);
    },
    async sendFile(file) {
      if (!saved) throw new ClientError(UNREACHABLE);
      const body = new FormData();
      body.append('file', file);
      const response = await open(pathOf(saved, '/files'), { method: 'POST', body });
      keep(saved);
      return (await response.json()) as { messageId: string; name: string };
    },
    async showTyping() {
      if (saved) await open(pathOf(saved, '/typing'), { method: 'POST' });
    },
    async *followPerson(cursor, onCursor, signal) {
      if (!saved) return;
      const { body } = await open(pathOf(saved, `/live?after=${cursor}`), { signal });
      if (!body) return;
      for await (const event of readEvents(body, (id) => onCursor(Number(id)))) {
        yield JSON.parse(event) as StreamPart;
      }
    },
    forget() {
      saved = undefined;
      options.storage.save(undefined);
      forgetDrafts();
    },
    adopt() {
      const before = saved?.conversationId;
      if (!identity) saved = options.storage.load();
      const hasGone = before !== undefined && before !== saved?.conversationId;
      if (hasGone) forgetDrafts();
      return hasGone;
    },
    close() {
      closed = true;
    },
    async identify(source) {
      const before = identity?.subject;
      identity = undefined;
      try {
        identity = source === undefined ? undefined : await createIdentity(source);
      } finally {
        if (before !== identity?.subject) saved = undefined;
        if (!identity) details = {};
      }
      return before !== identity?.subject;
    },
    describe(more) {
      details = { ...details, ...more };
    },
    visitor: () => (identity ? { ...details, verified: true } : details),
  };
}

async function* parts(response: Response): AsyncGenerator<StreamPart> {
  if (!response.body) return;
  for await (const event of readEvents(response.body)) {
    if (event === '[DONE]') return;
    yield JSON.parse(event) as StreamPart;
  }
}

function isGone(thrown: unknown): boolean {
  return thrown instanceof ClientError && /^(not_found|unauthenticated)$/.test(thrown.problem.code);
}

function withSignal(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
