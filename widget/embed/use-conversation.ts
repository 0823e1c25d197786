import { useCallback, useEffect, useRef, useState } from 'react';
import type { PublicBot, StreamPart } from '../../server/contract/index.ts';
import {
  applyPart,
  type ChatClient,
  ClientError,
  failed,
  fromStored,
  type Message,
  newMessage,
} from '../client/index.ts';

type ConversationView = {
  bot: PublicBot | undefined;
  messages: Message[];
  /** Set when the chat itself could not start; asking again is `reload`. */
  problem: string | undefined;
  answering: boolean;
  send(text: string): Promise<void>;
  stop(): void;
  /** Asks the last question again, in place of the failed reply. */
  retry(): Promise<void>;
  reload(): void;
  newConversation(): void;
};

type Options = { client: ChatClient; active: boolean; onEvent(name: string, detail: unknown): void };

/** The conversation as state: loads the bot and earlier messages once active, then follows each reply. */
export function useConversation({ client, active, onEvent }: Options): ConversationView {
  const [bot, setBot] = useState<PublicBot>();
  const [messages, setMessages] = useState<Message[]>([]);
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const [answering, setAnswering] = useState(false);
  const running = useRef<AbortController>(undefined);
  const localId = useRef(0);

  const follow = useCallback(
    async (parts: AsyncIterable<StreamPart>, reply: Message, abort: AbortController) => {
      let message = reply;
      const update = (next: Message) => {
        message = next;
        setMessages((known) => [...known.slice(0, -1), next]);
      };
      running.current = abort;
      setAnswering(true);
      onEvent('stream:start', {});
      try {
        for await (const part of parts) update(applyPart(message, part));
        if (message.status === 'streaming') {
          update(failed(message, 'The reply broke off. Please try again.', true));
        }
      } catch (thrown) {
        if (abort.signal.aborted) update({ ...message, status: 'stopped', activity: undefined });
        else
          update(failed(message, sentenceOf(thrown), !(thrown instanceof ClientError) || thrown.retryable));
      } finally {
        if (running.current === abort) {
          running.current = undefined;
          setAnswering(false);
        }
        onEvent('stream:end', { status: message.status });
        if (message.status === 'failed') onEvent('error', { message: message.error?.message });
        else onEvent('message:received', { text: message.text });
      }
    },
    [onEvent],
  );

  const send = useCallback(
    async (text: string) => {
      const question = text.trim();
      if (question === '' || running.current) return;
      localId.current += 1;
      const reply = newMessage('assistant', `reply-${localId.current}`);
      setMessages((known) => [...known, newMessage('user', `question-${localId.current}`, question), reply]);
      onEvent('message:sent', { text: question });
      const abort = new AbortController();
      await follow(client.send(question, abort.signal), reply, abort);
    },
    [client, follow, onEvent],
  );

  const retry = useCallback(async () => {
    const question = messages.findLast((message) => message.role === 'user');
    if (!question) return;
    setMessages((known) =>
      known.slice(
        0,
        known.findLastIndex((message) => message.role === 'user'),
      ),
    );
    await send(question.text);
  }, [messages, send]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is there to load again.
  useEffect(() => {
    if (!active || bot) return;
    const abort = new AbortController();
    async function load(): Promise<void> {
      setProblem(undefined);
      const [loaded, earlier] = await Promise.all([
        client.loadBot(abort.signal),
        client.loadConversation(abort.signal),
      ]);
      const known = earlier?.messages.map(fromStored) ?? [];
      setBot(loaded);
      setMessages(known);
      if (!earlier?.answering) return;
      const reply = newMessage('assistant', 'resumed');
      const settled = known.at(-1)?.role === 'assistant' ? known.slice(0, -1) : known;
      setMessages([...settled, reply]);
      const stop = new AbortController();
      await follow(client.resume(stop.signal), reply, stop);
    }
    load().catch((thrown: unknown) => {
      if (!abort.signal.aborted) setProblem(sentenceOf(thrown));
    });
    return () => abort.abort();
  }, [active, attempt, bot, client, follow]);

  return {
    bot,
    messages,
    problem,
    answering,
    send,
    retry,
    stop: () => running.current?.abort(),
    reload: () => setAttempt((count) => count + 1),
    newConversation: () => {
      running.current?.abort();
      client.forget();
      setMessages([]);
    },
  };
}

function sentenceOf(thrown: unknown): string {
  return thrown instanceof ClientError
    ? thrown.message
    : 'The chat is not available right now. Please try again.';
}
