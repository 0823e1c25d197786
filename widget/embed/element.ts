import type { ChatCall } from './api-types.ts';
import launcherCss from './launcher.css?inline';
import { launcherLabel, pickLocale } from './launcher-labels.ts';
import type { ChatHandle, ChatHost, Launcher, mount } from './mount.tsx';

/** Replaced when built: the app's file, relative to this script. */
declare const __APP_FILE__: string;

export const NAME = 'foyer-chat';
/** A change of the first three puts up another chat. */
export const ATTRIBUTES = ['bot', 'server', 'mode', 'locale', 'position', 'sound', 'color-scheme'];
/** The tag that brought us; none when a page evaluates the text itself. */
export const script = document.currentScript as (HTMLScriptElement & { look?: string[] }) | null;
/** What `/widget.js?bot=ID` has put before this: rules, words on the launcher, the bot they are for. */
const [lookCss = '', lookLabel = '', lookBot] = script?.look ?? [];
const scriptUrl = script?.src || document.baseURI;

type App = { mount: typeof mount };

/**
 * `<foyer-chat bot="…" mode="popup|inline|page">`: a launcher, and the chat itself once it is opened. Nothing is
 * fetched or stored before. Whatever fails in here leaves the page as it was.
 */
export class FoyerChat extends HTMLElement implements ChatHost {
  static observedAttributes = ATTRIBUTES;
  #root = this.attachShadow({ mode: 'open' });
  #launcher = document.createElement('button');
  #badge = document.createElement('span');
  #handle: ChatHandle | undefined;
  #loading: Promise<ChatHandle | undefined> | undefined;
  /** Calls that do not open the chat wait here until somebody does. */
  #waiting: ChatCall[] = [];
  /** Changed by `setOpen` alone. */
  isOpen = false;
  /** Rises when the chat is taken away, so that one still being loaded is not put up. */
  #generation = 0;

  connectedCallback(): void {
    if (!this.#launcher.firstChild) this.#build();
    this.setHidden(false);
    this.#launcher.togglePopover?.(true);
    this.#label();
    if (this.#isEmbedded) void this.setOpen(true, false);
  }

  /** Moved within the page, it is connected again at once; gone, it stops following replies. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (!this.isConnected) this.#unmount();
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (!this.isConnected || before === now) return;
    if (ATTRIBUTES.indexOf(name) < 3) {
      this.#unmount();
      this.connectedCallback();
    } else {
      this.#label();
      this.#handle?.update();
    }
  }

  setHidden(hidden: boolean): void {
    this.#launcher.hidden = hidden || this.#isEmbedded;
  }

  async setOpen(open: boolean, focus = true): Promise<void> {
    if (!open && this.#isEmbedded) return;
    this.isOpen = open;
    if (open) this.#loading ??= this.#load();
    const handle = open ? await this.#loading : this.#handle;
    if (handle && this.isOpen === open) handle.setOpen(open, focus && !this.#isEmbedded);
    if (!open && focus) this.#launcher.focus();
  }

  /** Passes a call to the chat, now or once it is loaded. */
  pass(call: ChatCall): void {
    if (this.#handle) this.#handle.call(call);
    else this.#waiting.push(call);
  }

  /** Forgets the visitor, also what an earlier page has stored. */
  forget(): void {
    this.#waiting = [];
    try {
      localStorage.removeItem(`foyer:${this.getAttribute('bot')}`);
    } catch {
      // Storage may be forbidden by the browser's settings; then nothing was stored either.
    }
    this.pass(['reset']);
  }

  emit(name: string, detail: unknown): void {
    dispatch(this, name, detail);
  }

  show({ label, unread }: Launcher, failed = false): void {
    this.#launcher.classList.toggle('failed', failed);
    this.#launcher.ariaLabel = label;
    this.#launcher.ariaExpanded = `${this.isOpen}`;
    this.#badge.textContent = `${unread || ''}`;
  }

  get #isEmbedded(): boolean {
    return this.matches('[mode]:not([mode=popup])');
  }

  #build(): void {
    for (const css of [lookCss, launcherCss]) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      this.#root.adoptedStyleSheets.push(sheet);
    }
    // As a popover it stands in the browser's top layer, where no style of the page reaches.
    Object.assign(this.#launcher, {
      type: 'button',
      popover: 'manual',
      className: 'launcher',
      part: 'launcher',
      onclick: () => void this.setOpen(!this.isOpen),
    });
    this.#badge.className = 'badge';
    this.#launcher.append(this.#badge);
    this.#root.append(this.#launcher);
  }

  async #load(): Promise<ChatHandle | undefined> {
    const generation = this.#generation;
    try {
      const app = (await import(/* @vite-ignore */ new URL(__APP_FILE__, scriptUrl).href)) as App;
      if (generation !== this.#generation) return undefined;
      const handle = app.mount(this, this.#root, () => this.#locale);
      this.#handle = handle;
      for (const call of this.#waiting.splice(0)) handle.call(call);
      return handle;
    } catch (thrown) {
      this.#loading = undefined;
      this.isOpen = false;
      this.#label(true);
      this.emit('error', { message: `${thrown}` });
      return undefined;
    }
  }

  #unmount(): void {
    this.#generation += 1;
    this.#handle?.unmount();
    this.#handle = this.#loading = undefined;
    this.isOpen = false;
  }

  #label(failed = false): void {
    if (!this.#handle) {
      const own = lookBot === this.getAttribute('bot') ? lookLabel : '';
      this.show({ label: launcherLabel(this.#locale, own, failed), unread: 0 }, failed);
    }
  }

  get #locale(): string {
    return pickLocale(this.getAttribute('locale'));
  }
}

export function dispatch(target: EventTarget, name: string, detail: unknown): void {
  target.dispatchEvent(new CustomEvent(`foyer:${name}`, { detail, bubbles: true, composed: true }));
}
