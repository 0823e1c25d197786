import { useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ConversationControl, SessionStorage } from '../client/index.ts';
import { Announcer } from './Announcer.tsx';
import type { ChatMode } from './api-types.ts';
import { Composer } from './Composer.tsx';
import { Header } from './Header.tsx';
import { WordsContext } from './i18n/words.ts';
import { Transcript } from './Transcript.tsx';
import { useModal } from './use-modal.ts';
import { WithForms } from './WithForms.tsx';

type Props = {
  host: HTMLElement;
  conversation: ConversationControl;
  open: boolean;
  mode: ChatMode;
  focusWish: number;
  prefilled: { text: string; turn: number };
  storage: SessionStorage;
  onClose(): void;
};

/** The whole chat: a labelled dialog with transcript and composer. Focus moves only when a person asked for it. */
export function Chat(props: Props) {
  const { conversation, open, mode, focusWish, prefilled, storage, onClose } = props;
  const { say, locale, direction } = useContext(WordsContext);
  const view = useSyncExternalStore(conversation.subscribe, conversation.view);
  const [draft, setDraft] = useState(prefilled.text);
  /** The form for a message is open; where its answer will go, once it is sent. */
  const [writing, setWriting] = useState(false);
  const [answerTo, setAnswerTo] = useState<string>();
  /** Rises when what had the focus goes, by something the person did. */
  const [nextStep, setNextStep] = useState(0);
  const box = useRef<HTMLElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const isPopup = mode === 'popup';
  const isModal = useModal(box, open && isPopup);

  useEffect(() => {
    if (isPopup && open) raise(box.current);
  }, [isPopup, open]);

  useEffect(() => {
    if (focusWish + nextStep > 0) input.current?.focus();
  }, [focusWish, nextStep]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said of a message is over when the talk goes on.
  useEffect(() => setAnswerTo(undefined), [view.messages.length]);

  const state = view.handoff?.state ?? 'bot';
  useEffect(() => {
    if (state !== 'bot') setAnswerTo(undefined);
  }, [state]);

  useEffect(() => {
    if (prefilled.turn > 0) setDraft(prefilled.text);
  }, [prefilled]);

  function write(text: string): void {
    setDraft(text);
    storage.saveDraft(text);
    if (text !== '') conversation.showTyping();
  }

  /** For what goes when it is pressed; on a phone the input would bring up the keyboard. */
  function goOn(): void {
    if (isModal) box.current?.querySelector<HTMLElement>('.transcript')?.focus();
    else setNextStep((step) => step + 1);
  }

  function askSuggested(text: string): void {
    goOn();
    void conversation.send(text);
  }

  function requestPerson(): void {
    goOn();
    void conversation.requestPerson();
  }

  function leavePerson(): void {
    goOn();
    void conversation.leavePerson();
  }

  function beginAnew(): void {
    goOn();
    conversation.newConversation();
  }

  function endWriting(sentTo?: string): void {
    setWriting(false);
    setAnswerTo(sentTo);
    setNextStep((step) => step + 1);
  }

  const { bot, preChat } = view;
  const isWriting = writing && (state === 'requested' || state === 'waiting');
  const name = bot?.name ?? '';
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
            onPerson={!preChat && (state === 'bot' || state === 'offered') ? requestPerson : undefined}
            onNew={view.messages.length > 0 ? beginAnew : undefined}
            onClose={isPopup ? onClose : undefined}
          />
          <Transcript
            conversation={conversation}
            view={view}
            onAsk={preChat || state === 'waiting' || state === 'with-person' ? undefined : askSuggested}
          >
            {preChat && (
              <WithForms>
                {({ PreChatForm }) => (
                  <PreChatForm
                    preChat={preChat}
                    language={bot?.locale}
                    storage={storage}
                    focusWish={focusWish}
                    onAnswered={(answers) => {
                      void conversation.introduce(answers);
                      setNextStep((step) => step + 1);
                    }}
                  />
                )}
              </WithForms>
            )}
            {isWriting && (
              <WithForms>
                {({ MessageForm }) => (
                  <MessageForm
                    conversation={conversation}
                    storage={storage}
                    onSent={endWriting}
                    onCancel={() => endWriting()}
                  />
                )}
              </WithForms>
            )}
          </Transcript>
          {!isWriting && (state !== 'bot' || answerTo !== undefined) && (
            <WithForms>
              {({ HandoffBar }) => (
                <HandoffBar
                  conversation={conversation}
                  view={view}
                  answerTo={answerTo}
                  onPerson={requestPerson}
                  onLeave={leavePerson}
                  onWrite={() => setWriting(true)}
                />
              )}
            </WithForms>
          )}
          {!preChat && (
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
          )}
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
