import { useContext, useRef, useState } from 'react';
import type { Message, Thumb } from '../client/index.ts';
import { WordsContext } from './i18n/words.ts';
import { ReplyActions } from './ReplyActions.tsx';
import { ReplyText } from './ReplyText.tsx';
import { SourceCards } from './SourceCards.tsx';
import { Suggestions } from './Suggestions.tsx';
import { sayProblem } from './say-problem.ts';

type Props = {
  message: Message;
  /** The bot's, in which it answers. */
  language: string | undefined;
  isLast: boolean;
  onRate(thumb: Thumb): Promise<void>;
  onRetry(): void;
  onAsk: ((text: string) => void) | undefined;
};

/** One reply: what is under way, the text, its sources, and what can be done next. */
export function Reply({ message, language, isLast, onRate, onRetry, onAsk }: Props) {
  const words = useContext(WordsContext);
  const [opened, setOpened] = useState<number>();
  const list = useRef<HTMLUListElement>(null);
  const cited = new Set(message.sources.map((source) => source.number));

  function cite(number: number): void {
    setOpened(number);
    list.current?.querySelector<HTMLElement>(`[data-number="${number}"]`)?.focus();
  }

  return (
    <li className="message assistant">
      {message.author === undefined ? (
        <span className="visually-hidden">{words.say('assistant')}</span>
      ) : (
        <p className="author">{message.author}</p>
      )}
      {message.text !== '' && (
        <div className="bubble" part="reply" lang={language} dir="auto">
          <ReplyText text={message.text} cited={cited} onCite={cite} />
        </div>
      )}
      {message.status === 'streaming' && message.text === '' && <Activity message={message} />}
      {message.unsure && <p className="note">{words.say('unsure')}</p>}
      {message.status === 'stopped' && <p className="note">{words.say('stopped')}</p>}
      {message.sources.length > 0 && message.text !== '' && (
        <SourceCards
          ref={list}
          sources={message.sources}
          opened={opened}
          onToggle={(number) => setOpened(opened === number ? undefined : number)}
        />
      )}
      {message.status === 'complete' && message.author === undefined && (
        <ReplyActions message={message} onRate={onRate} />
      )}
      {message.error && (
        <p className="note problem">
          {sayProblem(words, message.error)}{' '}
          {isLast && message.error.retryable && (
            <button type="button" className="quiet" onClick={onRetry}>
              {words.say('retry')}
            </button>
          )}
        </p>
      )}
      {isLast && message.status === 'complete' && onAsk && (
        <Suggestions questions={message.suggestions} onAsk={onAsk} />
      )}
    </li>
  );
}

function Activity({ message: { activity } }: { message: Message }) {
  const { say } = useContext(WordsContext);
  const status = activity?.status;
  const known = status === 'searching' || status === 'reading' || status === 'writing';
  const position = activity?.position ?? 0;
  return (
    <p className="activity">
      <span className="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {position > 0 ? say('inLine', { n: String(position) }) : say(known ? status : 'oneMoment')}
    </p>
  );
}
