import { createRoot } from 'react-dom/client';
import type { PublicBot } from '../../server/contract/index.ts';
import { browserStorage, createChatClient, createConversation } from '../client/index.ts';
import type { ChatCall, ChatMode } from './api-types.ts';
import { Chat } from './Chat.tsx';
import chatCss from './chat.css?inline';
import { loadWords, type Words, WordsContext } from './i18n/words.ts';
import replyCss from './reply.css?inline';
import { playTone } from './tone.ts';

export type Launcher = { label: string; unread: number };

/** The element with its launcher, as the chat needs it. */
export type ChatHost = HTMLElement & {
  setOpen(open: boolean): Promise<void>;
  show(launcher: Launcher): void;
  emit(name: string, detail: unknown): void;
};

/** What the loader can ask of the chat. */
export type ChatHandle = {
  setOpen(open: boolean, focus: boolean): void;
  call(call: ChatCall): void;
  /** The element's attributes have changed. */
  update(): void;
  unmount(): void;
};

/** Two folders above this file, where the script came from. */
const OWN_SERVER = new URL(/* @vite-ignore */ '../..', import.meta.url).href;

/** Puts the chat into the element's shadow root, closed. */
export function mount(host: ChatHost, shadow: ShadowRoot, locale: () => string): ChatHandle {
  const [lookSheet] = shadow.adoptedStyleSheets;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(replyCss + chatCss);
  shadow.adoptedStyleSheets.push(sheet);
  const place = document.createElement('div');
  place.className = 'place';
  shadow.append(place);

  const botId = host.getAttribute('bot') ?? '';
  const storage = browserStorage(botId);
  const baseUrl = (host.getAttribute('server') ?? OWN_SERVER).replace(/\/$/, '');
  const client = createChatClient({ baseUrl, botId, storage });
  const conversation = createConversation({
    client,
    emit: (name, detail) => host.emit(name, detail),
    onReply: sound,
    onLeave: () => calls.prefill(''),
  });
  const root = createRoot(place);
  let words: Words | undefined;
  /** As staff have saved it; it came with the script already where its address names the bot. */
  let look: PublicBot['look'] | undefined;
  let open = false;
  /** Rises when a person opened the chat or asked for the input, so that the focus moves once. */
  let focusWish = 0;
  let prefilled = { text: storage.loadDraft(), turn: 0 };

  function render(): void {
    if (!words) return;
    root.render(
      <WordsContext value={words}>
        <Chat
          conversation={conversation}
          open={open}
          mode={modeOf(host.getAttribute('mode'))}
          focusWish={focusWish}
          prefilled={prefilled}
          storage={storage}
          onClose={() => void host.setOpen(false)}
          host={host}
        />
      </WordsContext>,
    );
    label(words);
  }

  function label({ say, count }: Words): void {
    const { unread } = conversation.view();
    const text = open ? say('closeChat') : look?.label || say('openChat');
    const news = count('newMessages', unread);
    // What the badge shows has to be in the name, where a language says the number in words or digits of its own.
    const digits = news.includes(`${unread}`) ? '' : `, ${unread}`;
    host.show({ label: unread > 0 ? `${text}, ${news}${digits}` : text, unread });
  }

  async function speak(): Promise<void> {
    words = await loadWords(locale());
    render();
  }

  function wear(): void {
    if (look === conversation.view().bot?.look) return;
    look = conversation.view().bot?.look;
    lookSheet?.replaceSync(look?.css ?? '');
  }

  function sound(): void {
    const wanted = host.getAttribute('sound') ?? (look?.sound ? 'on' : 'off');
    if (wanted === 'on' && !document.hasFocus()) playTone();
  }

  const gone = new AbortController();
  const { signal } = gone;
  const attend = () => conversation.setVisible(open, open && !document.hidden);
  window.addEventListener('online', conversation.online, { signal });
  document.addEventListener('visibilitychange', attend, { signal });
  storage.onChange(conversation.changedElsewhere, signal);
  conversation.subscribe(() => {
    wear();
    if (words) label(words);
  });
  void speak();

  const calls: {
    [Call in ChatCall as Call[0]]: (...args: Call extends [string, ...infer Args] ? Args : never) => void;
  } = {
    pageView: (page) => client.describe({ page: page?.path ?? location.pathname }),
    identify({ id, name, email }, proof) {
      conversation.describe({ ...(id && { id }), ...(name && { name }), ...(email && { email }) });
      if (proof) void conversation.identify(proof.jwt);
    },
    setCustomAttributes: (attributes) => client.describe({ attributes }),
    reset: conversation.reset,
    sendMessage: (text) => void conversation.send(text),
    prefill(text) {
      prefilled = { text, turn: prefilled.turn + 1 };
      render();
    },
    newConversation: conversation.newConversation,
    focusInput() {
      focusWish += 1;
      render();
    },
  };

  return {
    setOpen(now, focus) {
      open = now;
      if (now && focus) focusWish += 1;
      if (now && !conversation.view().bot) void conversation.start();
      attend();
      render();
      host.emit(now ? 'open' : 'close', {});
    },
    call: ([name, ...args]) => (calls[name] as (...args: unknown[]) => void)(...args),
    update: () => void speak(),
    unmount() {
      gone.abort();
      conversation.dispose();
      root.unmount();
      place.remove();
      shadow.adoptedStyleSheets = shadow.adoptedStyleSheets.filter((known) => known !== sheet);
    },
  };
}

/** What is neither a popup nor a page is within the page, as the loader takes it. */
function modeOf(named: string | null): ChatMode {
  if (named === null || named === 'popup') return 'popup';
  return named === 'page' ? 'page' : 'inline';
}
