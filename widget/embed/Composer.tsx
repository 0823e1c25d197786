import type { Ref } from 'react';

type Props = {
  ref: Ref<HTMLTextAreaElement>;
  draft: string;
  answering: boolean;
  onDraft(text: string): void;
  onSend(text: string): void;
  onStop(): void;
};

const MAX_CHARS = 4000;

export function Composer({ ref, draft, answering, onDraft, onSend, onStop }: Props) {
  const canSend = draft.trim() !== '' && !answering;
  return (
    <form
      className="composer"
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
        placeholder="Type your question"
        aria-label="Your question"
        onInput={(event) => onDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          if (canSend) onSend(draft);
        }}
      />
      {answering ? (
        <button type="button" className="send" aria-label="Stop the reply" onClick={onStop}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <rect x="7" y="7" width="10" height="10" rx="2" />
          </svg>
        </button>
      ) : (
        <button type="submit" className="send" aria-label="Send" disabled={!canSend}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M4 12l16-8-6 16-2.5-6.5z" />
          </svg>
        </button>
      )}
    </form>
  );
}
