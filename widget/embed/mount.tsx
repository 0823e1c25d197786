import { createRoot } from 'react-dom/client';
import { browserStorage, createChatClient } from '../client/index.ts';
import { Chat, type ChatControls } from './Chat.tsx';
import chatCss from './chat.css?inline';

export type MountOptions = {
  root: ShadowRoot;
  botId: string;
  baseUrl: string;
  inline: boolean;
  close(): void;
  emit(name: string, detail: unknown): void;
};

/** What the loader can ask of the chat. */
export type ChatHandle = ChatControls & { setOpen(open: boolean): void };

/** Puts the chat into the shadow root, closed. */
export function mount(options: MountOptions): ChatHandle {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(chatCss);
  options.root.adoptedStyleSheets.push(sheet);
  const place = document.createElement('div');
  options.root.append(place);

  const client = createChatClient({
    baseUrl: options.baseUrl,
    botId: options.botId,
    storage: browserStorage(options.botId),
  });
  const root = createRoot(place);
  const controls: { current: ChatControls | undefined } = { current: undefined };
  let wanted: ((controls: ChatControls) => void)[] = [];

  function render(open: boolean): void {
    root.render(
      <Chat
        client={client}
        open={open}
        inline={options.inline}
        onClose={options.close}
        onEvent={options.emit}
        onReady={(ready) => {
          controls.current = ready;
          for (const call of wanted) call(ready);
          wanted = [];
        }}
      />,
    );
  }

  function whenReady(call: (controls: ChatControls) => void): void {
    if (controls.current) call(controls.current);
    else wanted.push(call);
  }

  render(false);
  return {
    setOpen(open) {
      render(open);
      options.emit(open ? 'open' : 'close', {});
    },
    send: (text) => whenReady((chat) => chat.send(text)),
    prefill: (text) => whenReady((chat) => chat.prefill(text)),
    newConversation: () => whenReady((chat) => chat.newConversation()),
  };
}
