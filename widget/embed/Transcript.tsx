import { useLayoutEffect, useRef } from 'react';
import { Reply, Suggestions } from './Reply.tsx';
import type { useConversation } from './use-conversation.ts';

type Props = { conversation: ReturnType<typeof useConversation>; onAsk(text: string): void };

/** How close to the end, in pixels, still counts as reading along. */
const FOLLOW_WITHIN_PX = 80;

export function Transcript({ conversation, onAsk }: Props) {
  const { bot, messages, problem } = conversation;
  const box = useRef<HTMLElement>(null);
  const follows = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the messages change, to keep up with them.
  useLayoutEffect(() => {
    if (box.current && follows.current) box.current.scrollTop = box.current.scrollHeight;
  }, [messages]);

  function onScroll(): void {
    const { current } = box;
    if (!current) return;
    follows.current = current.scrollHeight - current.scrollTop - current.clientHeight < FOLLOW_WITHIN_PX;
  }

  return (
    <section
      className="transcript"
      ref={box}
      onScroll={onScroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
      aria-label="Conversation"
    >
      {problem && (
        <p className="note problem">
          {problem}{' '}
          <button type="button" className="quiet" onClick={conversation.reload}>
            Try again
          </button>
        </p>
      )}
      {bot && (
        <>
          <p className="disclosure">{bot.disclosure}</p>
          <p className="bubble greeting">{bot.greeting}</p>
          {messages.length === 0 && <Suggestions questions={bot.suggestedQuestions} onAsk={onAsk} />}
        </>
      )}
      <ol>
        {messages.map((message, index) =>
          message.role === 'user' ? (
            <li key={message.id} className="message user">
              <span className="visually-hidden">You:</span>
              <p className="bubble">{message.text}</p>
            </li>
          ) : (
            <Reply
              key={message.id}
              message={message}
              isLast={index === messages.length - 1}
              onRetry={() => void conversation.retry()}
              onAsk={onAsk}
            />
          ),
        )}
      </ol>
    </section>
  );
}
