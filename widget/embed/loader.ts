import launcherCss from './launcher.css?inline';
import type { ChatHandle, MountOptions } from './mount.tsx';

/** Replaced when built: the app's file, relative to this script. */
declare const __APP_FILE__: string;

const NAME = 'foyer-chat';
const EVENT_PREFIX = 'foyer:';
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined;
const scriptUrl = script?.src ?? document.baseURI;

type App = { mount(options: MountOptions): ChatHandle };

/**
 * `<foyer-chat bot="…" mode="popup|inline">`: a launcher, and the chat itself once it is opened. Nothing is fetched
 * or stored before. Whatever fails in here leaves the page as it was.
 */
class FoyerChat extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });
  #launcher = document.createElement('button');
  #handle: Promise<ChatHandle | undefined> | undefined;
  #isOpen = false;

  connectedCallback(): void {
    if (this.#root.childElementCount > 0) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(launcherCss);
    this.#root.adoptedStyleSheets.push(sheet);
    if (this.getAttribute('mode') === 'inline') {
      void this.setOpen(true);
      return;
    }
    this.#launcher.type = 'button';
    this.#launcher.className = 'launcher';
    this.#launcher.setAttribute('part', 'launcher');
    this.#launcher.append(icon());
    this.#launcher.addEventListener('click', () => void this.setOpen(!this.#isOpen));
    this.#root.append(this.#launcher);
    this.#label();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  async setOpen(open: boolean): Promise<void> {
    this.#isOpen = open;
    this.#label();
    const handle = await this.app();
    handle?.setOpen(open);
    if (!open) this.#launcher.focus();
  }

  /** The chat behind the launcher, fetched when it is first needed. */
  app(): Promise<ChatHandle | undefined> {
    this.#handle ??= this.#load();
    return this.#handle;
  }

  async #load(): Promise<ChatHandle | undefined> {
    try {
      const app = (await import(/* @vite-ignore */ new URL(__APP_FILE__, scriptUrl).href)) as App;
      return app.mount({
        root: this.#root,
        botId: this.getAttribute('bot') ?? '',
        baseUrl: (this.getAttribute('server') ?? new URL('.', scriptUrl).href).replace(/\/$/, ''),
        inline: this.getAttribute('mode') === 'inline',
        close: () => void this.setOpen(false),
        emit: (name, detail) => emit(this, name, detail),
      });
    } catch (thrown) {
      this.#handle = undefined;
      this.#isOpen = false;
      this.#launcher.classList.add('failed');
      this.#label('The chat could not be loaded. Try again');
      emit(this, 'error', { message: String(thrown) });
      return undefined;
    }
  }

  #label(text = this.#isOpen ? 'Close the chat' : 'Chat with us'): void {
    this.#launcher.setAttribute('aria-label', text);
    this.#launcher.setAttribute('aria-expanded', String(this.#isOpen));
  }
}

function icon(): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute(
    'd',
    'M4 4h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-8l-5 4v-4H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z',
  );
  svg.append(path);
  return svg;
}

const listeners = new Map<string, Set<(detail: unknown) => void>>();

function emit(element: HTMLElement, name: string, detail: unknown): void {
  element.dispatchEvent(new CustomEvent(EVENT_PREFIX + name, { detail, bubbles: true, composed: true }));
  for (const listener of listeners.get(name) ?? []) listener(detail);
}

function current(): FoyerChat | undefined {
  const element = document.querySelector(NAME);
  return element instanceof FoyerChat ? element : undefined;
}

const api = {
  open: () => current()?.setOpen(true),
  close: () => current()?.setOpen(false),
  toggle: () => current()?.setOpen(!current()?.isOpen),
  isOpen: () => current()?.isOpen ?? false,
  sendMessage: async (text: string) => {
    await current()?.setOpen(true);
    (await current()?.app())?.send(text);
  },
  prefill: async (text: string) => {
    await current()?.setOpen(true);
    (await current()?.app())?.prefill(text);
  },
  newConversation: async () => (await current()?.app())?.newConversation(),
  destroy: () => current()?.remove(),
  on(name: string, listener: (detail: unknown) => void) {
    const known = listeners.get(name) ?? new Set();
    listeners.set(name, known.add(listener));
    return () => known.delete(listener);
  },
};

type Call = [keyof typeof api, ...unknown[]];
type Global = ((...call: Call) => unknown) & { q?: ArrayLike<unknown>[] } & Partial<typeof api>;

function start(): void {
  if (customElements.get(NAME)) return;
  customElements.define(NAME, FoyerChat);
  const waiting = (window as unknown as { foyer?: Global }).foyer?.q ?? [];
  const call = (...[name, ...args]: Call) => (api[name] as (...args: unknown[]) => unknown)(...args);
  Object.assign(window, { foyer: Object.assign(call, api) });
  const botId = script?.dataset['bot'];
  if (botId) {
    const element = document.createElement(NAME);
    element.setAttribute('bot', botId);
    document.body.append(element);
  }
  for (const args of waiting) call(...(Array.from(args) as Call));
  const element = current();
  if (element) emit(element, 'ready', {});
}

if (document.body) start();
else document.addEventListener('DOMContentLoaded', start);
