import { useContext, useRef, useState } from 'react';
import type { Message, Thumb, ThumbReason } from '../client/index.ts';
import { Icon } from './Icon.tsx';
import { WordsContext } from './i18n/words.ts';
import { plainText } from './ReplyText.tsx';
import { sayThrown } from './say-problem.ts';

const REASONS = {
  wrong: 'wrong',
  incomplete: 'incomplete',
  'not-my-question': 'notMyQuestion',
  unclear: 'unclear',
  other: 'other',
} as const satisfies Record<ThumbReason, string>;
const COPIED_SHOWN_MS = 2_000;

type Props = { message: Message; onRate: ((thumb: Thumb) => Promise<void>) | undefined };

/** Copy, and a thumb up or down; a thumb down may say why. */
export function ReplyActions({ message, onRate }: Props) {
  return (
    <div className="actions">
      <CopyButton text={message.text} />
      {onRate && <Thumbs verdict={message.verdict} onRate={onRate} />}
    </div>
  );
}

type ThumbsProps = { verdict: Message['verdict']; onRate(thumb: Thumb): Promise<void> };

function Thumbs({ verdict, onRate }: ThumbsProps) {
  const words = useContext(WordsContext);
  const { say } = words;
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const down = useRef<HTMLButtonElement>(null);

  async function rate(thumb: Thumb): Promise<void> {
    try {
      await onRate(thumb);
      setNote(thumb.verdict === 'none' ? '' : say('thanks'));
    } catch (thrown) {
      setNote(sayThrown(words, thrown));
    }
  }

  function press(pressed: 'up' | 'down'): void {
    const again = verdict === pressed;
    setAsking(pressed === 'down' && !again);
    void rate({ verdict: again ? 'none' : pressed });
  }

  function endAsking(): void {
    setAsking(false);
    down.current?.focus();
  }

  return (
    <>
      <button
        type="button"
        className="icon"
        aria-label={say('helpful')}
        title={say('helpful')}
        aria-pressed={verdict === 'up'}
        onClick={() => press('up')}
      >
        <Icon name="up" />
      </button>
      <button
        ref={down}
        type="button"
        className="icon"
        aria-label={say('notHelpful')}
        title={say('notHelpful')}
        aria-pressed={verdict === 'down'}
        onClick={() => press('down')}
      >
        <Icon name="down" />
      </button>
      <span className="note" role="status">
        {asking ? '' : note}
      </span>
      {asking && (
        <WhyForm
          onSend={(reason, comment) => {
            void rate({ verdict: 'down', reason, ...(comment.trim() === '' ? {} : { comment }) });
            endAsking();
          }}
          onCancel={endAsking}
        />
      )}
    </>
  );
}

function CopyButton({ text }: { text: string }) {
  const { say } = useContext(WordsContext);
  const [copied, setCopied] = useState(false);
  if (!navigator.clipboard) return null;
  const label = say(copied ? 'copied' : 'copy');
  return (
    <button
      type="button"
      className="icon"
      aria-label={label}
      title={label}
      onClick={() => {
        navigator.clipboard.writeText(plainText(text)).then(
          () => {
            setCopied(true);
            setTimeout(() => setCopied(false), COPIED_SHOWN_MS);
          },
          () => undefined,
        );
      }}
    >
      <Icon name={copied ? 'done' : 'copy'} />
    </button>
  );
}

type WhyProps = { onSend(reason: ThumbReason, comment: string): void; onCancel(): void };

function WhyForm({ onSend, onCancel }: WhyProps) {
  const { say } = useContext(WordsContext);
  const [reason, setReason] = useState<ThumbReason>();
  const [comment, setComment] = useState('');
  return (
    <form
      className="why"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(reason ?? 'other', comment);
      }}
    >
      <fieldset>
        <legend>{say('whatWasWrong')}</legend>
        {(Object.keys(REASONS) as ThumbReason[]).map((name) => (
          <label key={name}>
            <input type="radio" name="reason" checked={reason === name} onChange={() => setReason(name)} />
            {say(REASONS[name])}
          </label>
        ))}
      </fieldset>
      <textarea
        rows={2}
        maxLength={1_000}
        aria-label={say('comment')}
        placeholder={say('comment')}
        value={comment}
        onInput={(event) => setComment(event.currentTarget.value)}
      />
      <div className="row">
        <button type="submit" className="main">
          {say('sendFeedback')}
        </button>
        <button type="button" className="quiet" onClick={onCancel}>
          {say('cancel')}
        </button>
      </div>
    </form>
  );
}
