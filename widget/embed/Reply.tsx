import { useId, useRef, useState } from 'react';
import type { Source } from '../../server/contract/index.ts';
import type { Message } from '../client/index.ts';
import { ReplyText } from './ReplyText.tsx';

type Props = { message: Message; isLast: boolean; onRetry(): void; onAsk(text: string): void };

/** One reply: what is under way, the text, its sources, and what can be done next. */
export function Reply({ message, isLast, onRetry, onAsk }: Props) {
  const [opened, setOpened] = useState<number>();
  const list = useRef<HTMLUListElement>(null);
  const cited = new Set(message.sources.map((source) => source.number));

  function cite(number: number): void {
    setOpened(number);
    list.current?.querySelector<HTMLElement>(`[data-number="${number}"]`)?.focus();
  }

  return (
    <li className="message assistant">
      <span className="visually-hidden">Assistant:</span>
      {message.text !== '' && (
        <div className="bubble">
          <ReplyText text={message.text} cited={cited} onCite={cite} />
        </div>
      )}
      {message.status === 'streaming' && message.text === '' && <Activity message={message} />}
      {message.status === 'stopped' && <p className="note">Stopped.</p>}
      {message.sources.length > 0 && message.text !== '' && (
        <ul className="sources" ref={list} aria-label="Sources">
          {message.sources.map((source) => (
            <SourceCard
              key={source.number}
              source={source}
              open={opened === source.number}
              onToggle={() => setOpened(opened === source.number ? undefined : source.number)}
            />
          ))}
        </ul>
      )}
      {message.handoff && <p className="note">{message.handoff}</p>}
      {message.error && (
        <p className="note problem">
          {message.error.message}{' '}
          {isLast && message.error.retryable && (
            <button type="button" className="quiet" onClick={onRetry}>
              Try again
            </button>
          )}
        </p>
      )}
      {isLast && message.status === 'complete' && (
        <Suggestions questions={message.suggestions} onAsk={onAsk} />
      )}
    </li>
  );
}

const ACTIVITY: Record<string, string> = {
  searching: 'Looking it up…',
  reading: 'Reading…',
  writing: 'Writing…',
};

function Activity({ message: { activity } }: { message: Message }) {
  const position = activity?.position ?? 0;
  const text =
    position > 0
      ? `You are number ${position} in line…`
      : (ACTIVITY[activity?.status ?? ''] ?? 'One moment…');
  return (
    <p className="activity">
      <span className="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {text}
    </p>
  );
}

export function Suggestions({ questions, onAsk }: { questions: string[]; onAsk(text: string): void }) {
  if (questions.length === 0) return null;
  return (
    <ul className="suggestions" aria-label="Suggested questions">
      {questions.map((question) => (
        <li key={question}>
          <button type="button" onClick={() => onAsk(question)}>
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}

type SourceCardProps = { source: Source; open: boolean; onToggle(): void };

function SourceCard({ source, open, onToggle }: SourceCardProps) {
  const id = useId();
  const [title = 'Source', ...headings] = source.titlePath;
  return (
    <li className="source">
      <button
        type="button"
        data-number={source.number}
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
      >
        <span className="number">{source.number}</span>
        <span className="title">
          {title}
          {headings.length > 0 && <small>{headings.join(' › ')}</small>}
        </span>
      </button>
      <div id={id} hidden={!open} className="passage">
        <p className="passage-text">{source.text}</p>
        {source.url && /^https?:/.test(source.url) && (
          <a href={source.url} target="_blank" rel="noopener nofollow noreferrer">
            Open the page
          </a>
        )}
      </div>
    </li>
  );
}
