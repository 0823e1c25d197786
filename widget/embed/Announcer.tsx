import { useEffect, useRef, useState } from 'react';
import type { Message } from '../client/index.ts';
import { plainText } from './ReplyText.tsx';

/**
 * Tells a screen reader each finished reply once, also while the chat is closed. The visible transcript is not live,
 * since a reply that grows by sentences would be read over and over.
 */
export function Announcer({ messages }: { messages: Message[] }) {
  const [said, setSaid] = useState<{ id: string; text: string }[]>([]);
  const [alert, setAlert] = useState('');
  const known = useRef<Set<string>>(undefined);
  const last = messages.at(-1);

  useEffect(() => {
    if (!known.current) {
      known.current = new Set(messages.map(keyOf));
      return;
    }
    if (last?.role !== 'assistant' || known.current.has(keyOf(last))) return;
    known.current.add(keyOf(last));
    if (last.status === 'streaming') setSaid([{ id: 'busy', text: 'Answering…' }]);
    else if (last.error) setAlert(last.error.message);
    else setSaid([{ id: last.id, text: plainText(last.text) }]);
  }, [last, messages]);

  return (
    <div className="visually-hidden">
      <div role="log" aria-label="Replies">
        {said.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
      <div role="alert">{alert}</div>
    </div>
  );
}

function keyOf(message: Message): string {
  return `${message.status === 'streaming' ? 'busy' : message.status}:${message.id}`;
}
