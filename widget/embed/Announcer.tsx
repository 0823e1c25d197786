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
  const last = messages.at(-1);

  useEffect(() => {
    if (last?.role !== 'assistant' || !last.live) return;
    const isBusy = last.status === 'streaming';
    const key = isBusy ? `busy:${messages.length}` : last.id;
    if (known.current.has(key)) return;
    known.current.add(key);
    setAlert(last.error ? sayProblem(words, last.error) : '');
    const text = isBusy ? words.say('answering') : plainText(last.text);
    if (text !== '') setSaid((before) => [...before, { id: key, text }]);
  }, [last, messages.length, words]);

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
