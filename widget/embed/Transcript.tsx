import { type ReactNode, useContext, useEffect, useLayoutEffect, useRef } from 'react';
import type { PublicBot } from '../../server/contract/index.ts';
import type { ConversationControl, ConversationView } from '../client/index.ts';
import { WordsContext } from './i18n/words.ts';
import { Reply } from './Reply.tsx';
import { Suggestions } from './Suggestions.tsx';
import { sayProblem } from './say-problem.ts';

type Props = {
  conversation: ConversationControl;
  view: ConversationView;
  /** Left out while a suggested question would go to a person, or nowhere. */
  onAsk: ((text: string) => void) | undefined;
  /** A form, at the end. */
  children?: ReactNode;
};

/** How close to the end, in pixels, still counts as reading along. */
const FOLLOW_WITHIN_PX = 80;

export function Transcript({ conversation, view, onAsk, children }: Props) {
  const words = useContext(WordsContext);
  const { bot, messages, problem } = view;
  const box = useRef<HTMLElement>(null);
  const follows = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when there is more to see, to keep up with it.
  useLayoutEffect(() => {
    if (box.current && follows.current) box.current.scrollTop = box.current.scrollHeight;
  }, [messages, problem]);

  useEffect(() => {
    const { current } = box;
    if (!current) return;
    // What comes up below it, such as who has joined, takes room from it.
    const watch = new ResizeObserver(() => {
      if (follows.current) current.scrollTop = current.scrollHeight;
    });
    watch.observe(current);
    return () => watch.disconnect();
  }, []);

  function onScroll(): void {
    const { current } = box;
    if (!current) return;
    follows.current = current.scrollHeight - current.scrollTop - current.clientHeight < FOLLOW_WITHIN_PX;
  }

  return (
    <section
      className="transcript"
      part="transcript"
      ref={box}
      onScroll={onScroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
      aria-label={words.say('conversation')}
    >
      {!bot && !problem && <p className="note">{words.say('loading')}</p>}
      {bot && (
        <>
          <Disclosure bot={bot} />
          {bot.inService ? (
            <p className="bubble greeting" lang={bot.locale} dir="auto">
              {bot.greeting}
            </p>
          ) : (
            <p className="note">{words.say('unavailable')}</p>
          )}
          {messages.length === 0 && onAsk && <Suggestions questions={bot.suggestedQuestions} onAsk={onAsk} />}
        </>
      )}
      <ol>
        {messages.map((message, index) =>
          message.role === 'user' ? (
            <li key={message.id} className="message user">
              <span className="visually-hidden">{words.say('you')}</span>
              <p className="bubble" part="question" dir="auto">
                {message.text}
              </p>
            </li>
          ) : (
            <Reply
              key={message.id}
              message={message}
              language={bot?.locale}
              isLast={index === messages.length - 1}
              onRate={(thumb) => conversation.rate(message.id, thumb)}
              onRetry={() => void conversation.retry()}
              onAsk={onAsk}
            />
          ),
        )}
      </ol>
      {problem && (
        <p className="note problem" role="alert">
          {sayProblem(words, problem)}{' '}
          <button type="button" className="quiet" onClick={() => void conversation.tryAgain()}>
            {words.say('retry')}
          </button>
        </p>
      )}
      {children}
    </section>
  );
}

/** The first thing said: that this is no person, and how to reach one. */
function Disclosure({ bot: { organisation, contact, disclosureNote } }: { bot: PublicBot }) {
  const { say } = useContext(WordsContext);
  const ways = [contact.phone, contact.email].filter((way) => way !== undefined).join(' · ');
  const person = ways === '' ? say('askForPerson') : say('reachPerson', { ways });
  return (
    <p className="disclosure">
      {say('disclosure', { organisation })} {person} {disclosureNote}
    </p>
  );
}
