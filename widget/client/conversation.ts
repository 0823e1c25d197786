import type {
  Conversation,
  StreamPart,
  VisitorDetails,
  VisitorHandoff,
} from '../../server/contract/index.ts';
import type { ChatClient } from './client.ts';
import { type ConversationControl, type ConversationView, EMPTY } from './conversation-view.ts';
import { followPerson, isLive } from './follow-person.ts';
import type { TokenSource } from './identity.ts';
import { applyPart, failed, fromStored, type Message, newMessage } from './message.ts';
import { BROKEN, ClientError, type Problem, problemOf, UNREACHABLE } from './problem.ts';

/** As often as the server wants to be told. */
const TYPING_EVERY_MS = 3_000;
/** Pauses before each attempt to take up a reply whose stream was lost; the server goes on writing for 5 s. */
const RECOVER_AFTER_MS = [0, 500, 1_500, 3_000];

/** `known`: questions the server had before this one. */
type Turn = { question: string; known: number; signal: AbortSignal };

type Options = {
  client: ChatClient;
  emit(name: string, detail: unknown): void;
  /** A reply has come to its end. */
  onReply?: () => void;
  /** The conversation goes from view, and so must what was being written in it. */
  onLeave?: () => void;
  pause?: (milliseconds: number) => Promise<void>;
};

/**
 * The conversation without a face. Follows each reply to its end: a stream that is lost is taken up again, and a message is
 * sent a second time only when the server does not have it.
 */
export function createConversation({
  client,
  emit,
  onReply,
  onLeave,
  pause = sleep,
}: Options): ConversationControl {
  let view = EMPTY;
  let running: AbortController | undefined;
  let loading: Promise<boolean> | undefined;
  let identifying: Promise<void> = Promise.resolve();
  /** Somebody wants to see the conversation, until the chat is taken away. */
  let started = false;
  /** Rises when a conversation goes from view: what was asked for before concerns nobody any more. */
  let era = 0;
  let visible = false;
  /** Questions the server is known to have in this conversation. */
  let stored = 0;
  /** How many of them came before the question asked last. */
  let before: number | undefined;
  let localId = 0;
  let cursor = 0;
  let hearing: AbortController | undefined;
  let shownTypingAt = 0;
  /** What the conversation held of the visitor when it was loaded. */
  let told: VisitorDetails = {};
  /** Asked by the page while the form before the chat stands open. */
  let held: string | undefined;
  const listeners = new Set<() => void>();

  function set(change: Partial<ConversationView>): void {
    view = { ...view, ...change };
    for (const changed of listeners) changed();
  }

  function askFirst(): void {
    const { id, name, email, form, verified } = client.visitor();
    const isKnown = id ?? name ?? email ?? form ?? verified ?? told.form ?? view.messages[0];
    set({ preChat: isKnown ? undefined : view.bot?.preChat });
  }

  const setReply = (reply: Message) => set({ messages: [...view.messages.slice(0, -1), reply] });
  const lastReply = () => view.messages.at(-1) as Message;

  async function read(turn: Turn, parts: AsyncIterable<StreamPart>): Promise<void> {
    for await (const part of parts) {
      if (turn.signal.aborted) return;
      if (part.type === 'start') stored = turn.known + 1;
      if (part.type === 'data-handoff') setHandoff(part.data);
      setReply(applyPart(lastReply(), part));
    }
  }

  /** After a lost stream: follows the reply if it is being written, shows it if it is there. */
  async function recover(turn: Turn, lost: Problem): Promise<void> {
    let problem = lost;
    for (const milliseconds of RECOVER_AFTER_MS) {
      await pause(milliseconds);
      if (turn.signal.aborted) return;
      try {
        const conversation = await client.loadConversation(turn.signal);
        if (!conversation || !hasArrived(turn, conversation)) break;
        problem = BROKEN;
        if (conversation.answering) await read(turn, client.resume(turn.signal));
        else showStored(turn, conversation);
        if (lastReply().status !== 'streaming') return;
      } catch (thrown) {
        if (turn.signal.aborted) return;
        if (!isLost(thrown)) problem = problemOf(thrown);
      }
    }
    setReply(failed(lastReply(), problem));
  }

  function showStored(turn: Turn, conversation: Conversation): void {
    stored = turn.known + 1;
    const reply = conversation.messages.at(-1);
    if (reply?.role === 'assistant') setReply({ ...fromStored(reply), live: true });
  }

  async function follow(
    question: string,
    known: number,
    parts: (signal: AbortSignal) => AsyncIterable<StreamPart>,
  ): Promise<void> {
    const abort = new AbortController();
    const turn: Turn = { question, known, signal: abort.signal };
    running = abort;
    set({ answering: true });
    emit('stream:start', {});
    try {
      await read(turn, parts(abort.signal));
      if (lastReply()?.status === 'streaming' && !abort.signal.aborted) await recover(turn, BROKEN);
    } catch (thrown) {
      if (abort.signal.aborted) return;
      if (isLost(thrown)) await recover(turn, thrown instanceof ClientError ? thrown.problem : UNREACHABLE);
      else setReply(failed(lastReply(), problemOf(thrown)));
    }
    if (running !== abort) return;
    running = undefined;
    finish(lastReply());
  }

  function setHandoff(handoff: VisitorHandoff): void {
    const before = view.handoff?.state;
    set({ handoff });
    if (before !== handoff.state) emit('handoff', { state: handoff.state });
    if (!isLive(handoff)) {
      hearing?.abort();
      hearing = undefined;
      set({ typing: undefined });
    } else if (!hearing) {
      hearing = new AbortController();
      const onTyping = (typing: string | undefined) => set({ typing });
      const hears = { onHandoff: setHandoff, onTyping, onMessage: hearPerson, pause };
      void followPerson(client, cursor, hears, hearing.signal);
    }
  }

  /** A person's words go before a reply that is still being written, and never stand twice. */
  function hearPerson(message: Message): void {
    if (view.messages.some(({ id }) => id === message.id)) return;
    const at = running ? view.messages.length - 1 : view.messages.length;
    set({ messages: [...view.messages.slice(0, at), message, ...view.messages.slice(at)] });
    noteReply(message);
  }

  function noteReply({ text, author }: Message): void {
    if (!visible) set({ unread: view.unread + 1 });
    emit('message:received', { text, from: author === undefined ? 'assistant' : 'person' });
    onReply?.();
    if (!visible) emit('unread', { count: view.unread });
  }

  async function movePerson(move: () => Promise<VisitorHandoff>): Promise<void> {
    try {
      setHandoff(await move());
    } catch (thrown) {
      const { message, code } = problemOf(thrown);
      emit('error', { message, code });
    }
  }

  function finish(reply: Message): void {
    const keptForPerson = reply.text === '' && !reply.error && reply.standing !== undefined;
    set({ answering: false, ...(keptForPerson ? { messages: view.messages.slice(0, -1) } : {}) });
    emit('stream:end', { status: reply.status });
    if (keptForPerson) return;
    if (reply.error) emit('error', { message: reply.error.message, code: reply.error.code });
    else noteReply(reply);
  }

  async function ask(text: string, again = false): Promise<void> {
    await identifying;
    await loading;
    const question = text.trim();
    if (question === '' || running) return;
    if (view.preChat) {
      held = question;
      return;
    }
    localId += 1;
    const asked = newMessage('user', `question-${localId}`, question);
    set({ messages: [...view.messages, asked, newMessage('assistant', `reply-${localId}`)] });
    emit('message:sent', { text: question });
    const known = again ? (before ?? stored - 1) : stored;
    before = known;
    await follow(question, known, (signal) => client.send(question, stored > known, signal));
  }

  async function retry(): Promise<void> {
    const at = view.messages.findLastIndex(isQuestion);
    const question = view.messages[at];
    if (!question || running) return;
    set({ messages: view.messages.slice(0, at) });
    await ask(question.text, true);
  }

  async function load(): Promise<boolean> {
    set({ problem: undefined });
    await identifying;
    const begun = era;
    try {
      const [bot, earlier] = await Promise.all([client.loadBot(), client.loadConversation()]);
      // Somebody else is here since, or nobody.
      if (begun !== era) return started && load();
      const messages = earlier?.messages.map(fromStored) ?? [];
      stored = messages.filter(isQuestion).length;
      set({ bot, messages });
      cursor = earlier?.liveCursor ?? 0;
      told = earlier?.visitor ?? {};
      askFirst();
      if (earlier) setHandoff(earlier.handoff);
      return earlier?.answering ?? false;
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
      return false;
    }
  }

  async function start(): Promise<void> {
    started = true;
    loading ??= load();
    const answering = await loading;
    loading = undefined;
    const question = view.messages.findLast(isQuestion);
    if (!answering || running || !question) return;
    const settled = view.messages.slice(0, view.messages.lastIndexOf(question) + 1);
    set({ messages: [...settled, newMessage('assistant', 'resumed')] });
    await follow(question.text, stored - 1, (signal) => client.resume(signal));
  }

  async function become(source: TokenSource | undefined): Promise<void> {
    try {
      if (await client.identify(source)) leave();
      askFirst();
    } catch {
      leave();
      emit('error', { message: 'The page gave no identity token.', code: 'unauthenticated' });
    }
  }

  function leave(): void {
    era += 1;
    onLeave?.();
    running?.abort();
    running = undefined;
    stored = 0;
    before = undefined;
    hearing?.abort();
    hearing = undefined;
    cursor = 0;
    told = {};
    held = undefined;
    set({ messages: [], answering: false, unread: 0, handoff: undefined, typing: undefined });
    askFirst();
  }

  return {
    view: () => view,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    start,
    send: ask,
    async stop() {
      const stopped = running;
      await client.stop().catch(() => undefined);
      await pause(300);
      if (running !== stopped || !stopped) return;
      stopped.abort();
      running = undefined;
      setReply({ ...lastReply(), status: 'stopped', activity: undefined });
      finish(lastReply());
    },
    retry,
    requestPerson: () => movePerson(() => client.requestPerson()),
    leavePerson: () => movePerson(() => client.leavePerson()),
    async leaveMessage(message) {
      setHandoff(await client.leaveMessage(message));
    },
    describe(details) {
      client.describe(details);
      askFirst();
    },
    visitor() {
      const known = { ...told, ...client.visitor() };
      const form = known.form ?? told.form;
      return { name: known.name ?? form?.name ?? '', email: known.email ?? form?.email ?? '' };
    },
    async introduce(form) {
      client.describe({ form });
      askFirst();
      const question = held;
      held = undefined;
      if (question !== undefined) await ask(question);
    },
    async sendFile(file) {
      const { messageId, name } = await client.sendFile(file);
      stored += 1;
      set({ messages: [...view.messages, newMessage('user', messageId, name)] });
    },
    showTyping() {
      if (view.handoff?.state !== 'with-person' || Date.now() - shownTypingAt < TYPING_EVERY_MS) return;
      shownTypingAt = Date.now();
      client.showTyping().catch(() => undefined);
    },
    async rate(messageId, thumb) {
      await client.rate(messageId, thumb);
      const verdict = thumb.verdict === 'none' ? undefined : thumb.verdict;
      set({
        messages: view.messages.map((known) => (known.id === messageId ? { ...known, verdict } : known)),
      });
      emit('feedback', { messageId, rating: thumb.verdict, reason: thumb.reason });
    },
    rateConversation: client.rateConversation,
    online() {
      if (view.problem?.code === 'unreachable') void start();
      else if (view.messages.at(-1)?.error?.code === 'unreachable') void retry();
    },
    setVisible(now) {
      visible = now;
      if (!now || view.unread === 0) return;
      set({ unread: 0 });
      emit('unread', { count: 0 });
    },
    newConversation() {
      client.forget();
      leave();
    },
    async identify(source) {
      identifying = become(source);
      await identifying;
      if (started && view.messages.length === 0) await start();
    },
    reset() {
      client.forget();
      leave();
      identifying = become(undefined);
    },
    dispose() {
      era += 1;
      started = false;
      hearing?.abort();
      running?.abort();
      running = undefined;
      listeners.clear();
    },
  };
}

/** The connection gave out, which says nothing of whether the message arrived; `conflict` says that it did. */
function isLost(thrown: unknown): boolean {
  return !(thrown instanceof ClientError) || /^(unreachable|conflict)$/.test(thrown.problem.code);
}

/** Whether the server has the question. Another tab may have asked one of its own meanwhile. */
function hasArrived(turn: Turn, conversation: Conversation): boolean {
  const questions = conversation.messages.map(fromStored).filter(isQuestion);
  return questions.length > turn.known && questions.at(-1)?.text === turn.question;
}

function isQuestion(message: Message): boolean {
  return message.role === 'user';
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
