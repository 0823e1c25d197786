import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChatClient } from '../client/index.ts';
import { Announcer } from './Announcer.tsx';
import { Composer } from './Composer.tsx';
import { Transcript } from './Transcript.tsx';
import { useConversation } from './use-conversation.ts';

export type ChatControls = { send(text: string): void; prefill(text: string): void; newConversation(): void };

type Props = {
  client: ChatClient;
  open: boolean;
  inline: boolean;
  onClose(): void;
  onEvent(name: string, detail: unknown): void;
  onReady(controls: ChatControls): void;
};

const PHONE = '(max-width: 30rem)';

/** The whole chat: a labelled dialog with transcript and composer. Focus moves only when a person opened it. */
export function Chat({ client, open, inline, onClose, onEvent, onReady }: Props) {
  const [draft, setDraft] = useState('');
  const [everOpen, setEverOpen] = useState(open);
  const input = useRef<HTMLTextAreaElement>(null);
  const conversation = useConversation({ client, active: everOpen, onEvent });
  const { bot, send, newConversation } = conversation;
  const isModal = useIsModal(open && !inline);

  const ask = useCallback((text: string) => void send(text), [send]);

  useEffect(() => {
    if (!open) return;
    setEverOpen(true);
    if (!inline) input.current?.focus();
  }, [open, inline]);

  useEffect(() => {
    onReady({ send: ask, prefill: setDraft, newConversation });
  });

  const name = bot?.name ?? 'Chat';
  return (
    <>
      <Announcer messages={conversation.messages} />
      <section
        className={inline ? 'chat inline' : 'chat'}
        hidden={!open}
        role="dialog"
        aria-modal={isModal || undefined}
        aria-label={`Chat with ${name}`}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !inline) onClose();
        }}
      >
        <header>
          <h2>{name}</h2>
          {conversation.messages.length > 0 && (
            <button type="button" className="quiet" onClick={newConversation}>
              New conversation
            </button>
          )}
          {!inline && (
            <button type="button" className="icon" aria-label="Close the chat" onClick={onClose}>
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="M6 6l12 12M18 6L6 18" />
              </svg>
            </button>
          )}
        </header>
        <Transcript conversation={conversation} onAsk={ask} />
        <Composer
          ref={input}
          draft={draft}
          answering={conversation.answering}
          onDraft={setDraft}
          onStop={conversation.stop}
          onSend={(text) => {
            setDraft('');
            ask(text);
          }}
        />
      </section>
    </>
  );
}

/** On a phone the open chat covers the page, so the page behind it is taken out of reach. */
function useIsModal(open: boolean): boolean {
  const [isPhone, setIsPhone] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const query = matchMedia(PHONE);
    const update = () => setIsPhone(query.matches);
    query.addEventListener('change', update);
    return () => query.removeEventListener('change', update);
  }, []);
  const isModal = open && isPhone;
  useEffect(() => {
    if (!isModal) return;
    const others = [...document.body.children].filter(
      (element) => element.localName !== 'foyer-chat' && !element.hasAttribute('inert'),
    );
    for (const element of others) element.setAttribute('inert', '');
    return () => {
      for (const element of others) element.removeAttribute('inert');
    };
  }, [isModal]);
  return isModal;
}
