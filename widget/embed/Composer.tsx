import { type Ref, useContext, useId } from 'react';
import { Icon } from './Icon.tsx';
import { WordsContext } from './i18n/words.ts';

type Props = {
  ref: Ref<HTMLTextAreaElement>;
  draft: string;
  answering: boolean;
  onDraft(text: string): void;
  onSend(text: string): void;
  onStop(): void;
};

const MAX_CHARS = 4_000;
const WARN_BELOW_CHARS = 200;

export function Composer({ ref, draft, answering, onDraft, onSend, onStop }: Props) {
  const { say, count } = useContext(WordsContext);
  const hint = useId();
  const left = MAX_CHARS - draft.length;
  const canSend = draft.trim() !== '' && !answering;
  return (
    <form
      className="composer"
      part="composer"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) onSend(draft);
      }}
    >
      <textarea
        ref={ref}
        rows={1}
        value={draft}
        maxLength={MAX_CHARS}
        placeholder={say('placeholder')}
        aria-label={say('yourQuestion')}
        aria-describedby={left < WARN_BELOW_CHARS ? hint : undefined}
        enterKeyHint="send"
        dir="auto"
        part="input"
        onInput={(event) => onDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          if (canSend) onSend(draft);
        }}
      />
      {answering ? (
        <button
          type="button"
          className="icon send"
          part="send"
          aria-label={say('stop')}
          title={say('stop')}
          onClick={onStop}
        >
          <Icon name="stop" />
        </button>
      ) : (
        <button
          type="submit"
          className="icon send"
          part="send"
          aria-label={say('send')}
          title={say('send')}
          disabled={!canSend}
        >
          <Icon name="send" />
        </button>
      )}
      {left < WARN_BELOW_CHARS && (
        <p className="note left" id={hint}>
          {count('charactersLeft', left)}
        </p>
      )}
    </form>
  );
}
