import { useContext, useEffect, useRef, useState } from 'react';
import type { Message } from '../client/index.ts';
import { WordsContext } from './i18n/words.ts';
import { plainText } from './ReplyText.tsx';
import { sayProblem } from './say-problem.ts';

/** Long enough for every screen reader to have taken it over, short enough not to be found by browsing. */
const FORGET_AFTER_MS = 5_000;

/**
 * Tells a screen reader each finished reply once, also while the chat is closed. The visible transcript is not live,
 * since a reply that grows by sentences would be read over and over.
 */
export function Announcer({ messages }: { messages: readonly Message[] }) {
  const words = useContext(WordsContext);
  const [said, setSaid] = useState<{ id: string; text: string }[]>([]);
  const [alert, setAlert] = useState('');
  const known = useRef(new Set<string>());

  useEffect(() => {
    for (const [index, message] of messages.entries()) {
      if (message.role !== 'assistant' || !message.live) continue;
      const isBusy = message.status === 'streaming';
      const key = isBusy ? `busy:${index}` : message.id;
      if (known.current.has(key)) continue;
      known.current.add(key);
      setAlert(message.error ? sayProblem(words, message.error) : '');
      const plain = plainText(message.text);
      const text = isBusy ? words.say('answering') : [message.author, plain].filter(Boolean).join(': ');
      const { suggestions } = message;
      const further =
        !isBusy && suggestions.length > 0 && `${words.say('suggestions')}: ${suggestions.join(' ')}`;
      const news = [text, message.unsure && words.say('unsure'), further]
        .filter((said) => typeof said === 'string')
        .map((said, place) => ({ id: `${key} ${place}`, text: said }));
      if (plain !== '' || isBusy) setSaid((before) => [...before, ...news]);
    }
  }, [messages, words]);

  useEffect(() => {
    if (said.length === 0) return;
    const timer = setTimeout(() => setSaid([]), FORGET_AFTER_MS);
    return () => clearTimeout(timer);
  }, [said]);

  return (
    <div className="visually-hidden" lang={words.locale}>
      <div role="log" aria-label={words.say('conversation')}>
        {said.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
      <div role="alert">{alert}</div>
    </div>
  );
}
