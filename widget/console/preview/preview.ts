import type { FoyerChat } from '../../embed/element.ts';
import { memoryStorage } from './memory-storage.ts';
import { sampleServer } from './sample-server.ts';
import { PREVIEW_READY, type Scene } from './scene.ts';

/**
 * The widget as sites get it, on a page of nobody's, in a frame of the console. What it looks like comes from the console; what it would ask
 * the server is answered here, and this page's policy lets nothing out.
 */
let scene: Scene | undefined;
let chat: FoyerChat | undefined;

window.fetch = sampleServer(() => scene);
for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, { value: memoryStorage() });
}

window.addEventListener('message', ({ source, origin, data }: MessageEvent<Scene | undefined>) => {
  if (source !== window.parent || origin !== location.origin || !data?.bot?.look) return;
  const before = scene;
  scene = data;
  document.documentElement.dir = scene.direction;
  // The page's language is the chat's: from right to left it speaks Arabic, as it would there.
  document.documentElement.lang = scene.direction === 'rtl' ? 'ar' : scene.bot.locale;
  document.documentElement.classList.toggle('dark', scene.dark);
  if (!before || wordsOf(before) !== wordsOf(scene)) putUp(scene);
  wear(scene);
});
window.parent.postMessage(PREVIEW_READY, location.origin);

/** What the chat reads once, when it is put up. */
function wordsOf({ bot: { look, ...bot }, direction }: Scene): string {
  return JSON.stringify([bot, look.label, direction]);
}

/** Opened once in any case, since the words on the launcher come with the chat here; a person's choice to close it stays. */
function putUp({ bot }: Scene): void {
  const isOpen = chat?.isOpen ?? true;
  chat?.remove();
  chat = document.createElement('foyer-chat') as FoyerChat;
  chat.setAttribute('bot', bot.id);
  document.body.append(chat);
  const put = chat;
  void put.setOpen(true, false).then(() => (isOpen ? undefined : put.setOpen(false, false)));
}

/** The first sheet of the root is the look's, as `widget/embed` makes it. */
function wear({ bot, colorScheme, dark }: Scene): void {
  chat?.shadowRoot?.adoptedStyleSheets[0]?.replaceSync(bot.look.css);
  if (colorScheme === 'auto') chat?.setAttribute('color-scheme', dark ? 'dark' : 'light');
  else chat?.removeAttribute('color-scheme');
}
