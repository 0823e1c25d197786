import { useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ConversationControl } from '../client/index.ts';
import { Announcer } from './Announcer.tsx';
import type { ChatMode } from './api-types.ts';
import { Composer } from './Composer.tsx';
import { HandoffBar } from './HandoffBar.tsx';
import { Header } from './Header.tsx';
import { WordsContext } from './i18n/words.ts';
import { Transcript } from './Transcript.tsx';
import { useModal } from './use-modal.ts';

type Props = {
  host: HTMLElement;
  conversation: ConversationControl;
  open: boolean;
  mode: ChatMode;
  focusWish: number;
  prefilled: { text: string; turn: number };
  onDraft(text: string): void;
  onClose(): void;
};

/** The whole chat: a labelled dialog with transcript and composer. Focus moves only when a person asked for it. */
export function Chat(props: Props) {
  const { conversation, open, mode, focusWish, prefilled, onDraft, onClose } = props;
  const { say, locale, direction } = useContext(WordsContext);
  const view = useSyncExternalStore(conversation.subscribe, conversation.view);
  const [draft, setDraft] = useState(prefilled.text);
  const box = useRef<HTMLElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const isPopup = mode === 'popup';
  const isModal = useModal(box, open && isPopup);

  useEffect(() => {
    if (isPopup && open) raise(box.current);
  }, [isPopup, open]);

  useEffect(() => {
    if (focusWish > 0) input.current?.focus();
  }, [focusWish]);

  useEffect(() => {
    if (prefilled.turn > 0) setDraft(prefilled.text);
  }, [prefilled]);

  function write(text: string): void {
    setDraft(text);
    onDraft(text);
    if (text !== '') conversation.showTyping();
  }

  const name = view.bot?.name ?? '';
  return (
    <>
      <Announcer messages={view.messages} />
      <section
        ref={box}
        className={`chat ${mode}`}
        part="window"
        hidden={!open}
        popover={isPopup ? 'manual' : undefined}
        role={isPopup ? 'dialog' : 'region'}
        {...(isModal ? { 'aria-modal': true } : {})}
        aria-label={say('chatWith', { name }).trim()}
        lang={locale}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && isPopup) onClose();
        }}
      >
        <div className="panel" dir={direction}>
          <Header
            name={name}
            onPerson={isWithBot(view.handoff?.state) ? () => void conversation.requestPerson() : undefined}
            onNew={view.messages.length > 0 ? conversation.newConversation : undefined}
            onClose={isPopup ? onClose : undefined}
          />
          <Transcript
            conversation={conversation}
            view={view}
            onAsk={(text) => void conversation.send(text)}
          />
          <HandoffBar conversation={conversation} view={view} />
          <Composer
            ref={input}
            draft={draft}
            answering={view.answering}
            onDraft={write}
            onStop={() => void conversation.stop()}
            onSend={(text) => {
              write('');
              void conversation.send(text);
            }}
          />
        </div>
      </section>
    </>
  );
}

/** Into the browser's top layer, over the launcher and whatever the page has; where there is none, `z-index` has to do. */
function raise(box: HTMLElement | null): void {
  box?.togglePopover?.(false);
  box?.togglePopover?.(true);
}

function isWithBot(state: string | undefined): boolean {
  return state === undefined || state === 'bot' || state === 'offered';
}
