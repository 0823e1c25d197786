import type { Conversation, StreamPart, VisitorHandoff } from '../../server/contract/index.ts';
import { type ConversationControl, type ConversationOptions, EMPTY } from './conversation-view.ts';
import { createEar, isLive } from './follow-person.ts';
import { createReplyFollower } from './follow-reply.ts';
import type { TokenSource } from './identity.ts';
import { fieldsOf, isKnown } from './known-visitor.ts';
import { fromStored, isQuestion, isUnsent, type Message, newMessage } from './message.ts';
import { problemOf } from './problem.ts';
import { randomText } from './saved-session.ts';

/** As often as the server wants to be told. */
const TYPING_EVERY_MS = 3_000;

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
}: ConversationOptions): ConversationControl {
  let view = EMPTY;
  let running: AbortController | undefined;
  /** Until the reply under way has come to its end. */
  let answered: Promise<void> | undefined;
  let loading: Promise<boolean> | undefined;
  let identifying: Promise<void> = Promise.resolve();
  let started = false;
  /** The chat was taken away. */
  let gone = false;
  /** Rises when a conversation goes from view: what was asked for before concerns nobody any more. */
  let era = 0;
  let visible = false;
  /** It is before somebody's eyes. */
  let attended = false;
  /** Another window of this browser has something that is not shown here yet. */
  let stale = false;
  /** Questions the server is known to have in this conversation. */
  let stored = 0;
  /** How many of them came before the question asked last. */
  let before: number | undefined;
  /** Waiting for their turn; pressed twice, a question is asked once. */
  const waiting = new Set<string>();
  /** What a press on *Try again* does. */
  let again = start;
  const onTyping = (typing: string | undefined) => set({ typing });
  const ear = createEar(client, { onHandoff: setHandoff, onTyping, onMessage: hearPerson, pause });
  let shownTypingAt = 0;
  /** What the conversation held of the visitor when it was loaded. */
  let told: NonNullable<Conversation['visitor']> = {};
  /** Asked by the page while the form before the chat stands open. */
  let held: string | undefined;
  const listeners = new Set<() => void>();

  function set(change: Partial<typeof view>): void {
    view = { ...view, ...change };
    for (const changed of listeners) changed();
  }

  function askFirst(): void {
    const isOver = isKnown(client.visitor()) || told.form || view.messages[0];
    set({ preChat: isOver ? undefined : view.bot?.preChat });
  }

  /** The talk goes on: what failed before is over, but for a chat that could not start. */
  const goingOn = () => view.bot && { problem: undefined };
  const setReply = (reply: Message) => set({ messages: [...view.messages.slice(0, -1), reply] });
  const lastReply = () => view.messages.at(-1) as Message;
  const onStored = (questions: number) => {
    stored = questions;
  };
  const shows = { reply: lastReply, setReply, onStored, onHandoff: setHandoff, pause };
  const followReply = createReplyFollower(client, shows);

  async function follow(
    question: string,
    known: number,
    parts: (signal: AbortSignal) => AsyncIterable<StreamPart>,
  ): Promise<void> {
    const abort = new AbortController();
    running = abort;
    set({ answering: true });
    emit('stream:start', {});
    await followReply({ question, known, signal: abort.signal }, parts(abort.signal));
    if (running !== abort) return;
    running = undefined;
    finish(lastReply());
  }

  function setHandoff(handoff: VisitorHandoff): void {
    const before = view.handoff?.state ?? 'bot';
    const isNews = before !== handoff.state;
    set({ handoff, ...(isNews && goingOn()) });
    if (isNews) emit('handoff', { state: handoff.state });
    attend();
  }

  /** Hears of staff while a person may write at any moment, and while somebody looks: staff may take over from the bot. */
  function attend(): void {
    if (gone || !(isLive(view.handoff) || (attended && stored > 0))) ear.hush();
    else ear.listen();
  }

  /** Shows what another window has, once somebody looks; never in the place of a question that did not get through. */
  function catchUp(): void {
    const isBusy = running || loading || isUnsent(view.messages.at(-1));
    if (!stale || !attended || !started || isBusy) return;
    stale = false;
    void start();
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
    const begun = era;
    set({ ...goingOn() });
    try {
      const handoff = await move();
      if (begun === era) setHandoff(handoff);
    } catch (thrown) {
      if (begun !== era) return;
      const problem = problemOf(thrown);
      again = () => movePerson(move);
      set({ problem });
      emit('error', { message: problem.message, code: problem.code });
    }
  }

  function finish(reply: Message): void {
    const keptForPerson = reply.text === '' && !reply.error && reply.standing !== undefined;
    set({ answering: false, ...(keptForPerson ? { messages: view.messages.slice(0, -1) } : {}) });
    emit('stream:end', { status: reply.status });
    if (reply.error) emit('error', { message: reply.error.message, code: reply.error.code });
    else if (!keptForPerson) noteReply(reply);
    attend();
    catchUp();
  }

  async function send(text: string): Promise<void> {
    const question = text.trim();
    if (question === '' || waiting.has(question)) return;
    waiting.add(question);
    await identifying;
    await loading;
    const begun = era;
    while (running) await answered;
    waiting.delete(question);
    if (gone || begun !== era) return;
    if (view.preChat) held = question;
    else await ask(newMessage('user', randomText(16), question), stored);
  }

  async function ask(question: Message, known: number): Promise<void> {
    const messages = [...view.messages, question, newMessage('assistant', randomText(16))];
    const { id, text } = question;
    set({ messages, ...goingOn() });
    emit('message:sent', { text });
    before = known;
    answered = follow(text, known, (signal) => client.send({ id, text }, stored > known, signal));
    await answered;
  }

  async function retry(): Promise<void> {
    const at = view.messages.findLastIndex(isQuestion);
    const question = view.messages[at];
    if (!question || running) return;
    set({ messages: view.messages.slice(0, at) });
    await ask(question, before ?? stored - 1);
  }

  async function load(): Promise<boolean> {
    set({ problem: undefined });
    await identifying;
    if (gone) return false;
    const begun = era;
    try {
      const [bot, earlier] = await Promise.all([client.loadBot(), client.loadConversation()]);
      // Somebody else is here since, or nobody.
      if (begun !== era) return !gone && load();
      const messages = earlier?.messages.map(fromStored) ?? [];
      stored = messages.filter(isQuestion).length;
      set({ bot, messages });
      ear.hush();
      ear.goOnAfter(earlier?.liveCursor ?? 0);
      told = earlier?.visitor ?? {};
      askFirst();
      if (earlier) setHandoff(earlier.handoff);
      return earlier?.answering || messages.some(({ status }) => status === 'streaming');
    } catch (thrown) {
      again = start;
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
    if (!answering || running || !question) return catchUp();
    const settled = view.messages.slice(0, view.messages.lastIndexOf(question) + 1);
    set({ messages: [...settled, newMessage('assistant', 'resumed')] });
    answered = follow(question.text, stored - 1, (signal) => client.resume(signal));
    await answered;
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
    if (gone) return;
    era += 1;
    onLeave?.();
    running?.abort();
    running = undefined;
    stored = 0;
    before = undefined;
    ear.hush();
    ear.goOnAfter(0);
    told = {};
    held = undefined;
    set({ messages: [], answering: false, unread: 0, handoff: undefined, ...goingOn() });
    askFirst();
  }

  return {
    view: () => view,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    start,
    send,
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
    tryAgain: () => again(),
    requestPerson: () => movePerson(() => client.requestPerson()),
    leavePerson: () => movePerson(() => client.leavePerson()),
    async leaveMessage(message) {
      const begun = era;
      const handoff = await client.leaveMessage(message);
      if (begun === era) setHandoff(handoff);
    },
    describe(details) {
      client.describe(details);
      askFirst();
    },
    visitor: () => fieldsOf(told, client.visitor()),
    async introduce(form) {
      client.describe({ form });
      askFirst();
      const question = held;
      held = undefined;
      if (question !== undefined) await send(question);
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
      const rated = (known: Message) => (known.id === messageId ? { ...known, verdict } : known);
      set({ messages: view.messages.map(rated) });
      emit('feedback', { messageId, rating: thumb.verdict, reason: thumb.reason });
    },
    rateConversation: client.rateConversation,
    online() {
      if (view.problem?.code === 'unreachable') void again();
      else if (isUnsent(view.messages.at(-1))) void retry();
    },
    setVisible(now, seen = now) {
      visible = now;
      attended = seen;
      attend();
      catchUp();
      if (!now || view.unread === 0) return;
      set({ unread: 0 });
      emit('unread', { count: 0 });
    },
    changedElsewhere() {
      if (client.adopt()) leave();
      stale = true;
      catchUp();
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
      gone = true;
      client.close();
      ear.hush();
      running?.abort();
      running = undefined;
      listeners.clear();
    },
  };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
