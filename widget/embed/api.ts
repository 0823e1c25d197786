import type { ChatCall, FoyerApi, FoyerOptions } from './api-types.ts';
import { ATTRIBUTES, FoyerChat, NAME } from './element.ts';

/** Speaks to the first `<foyer-chat>` of the page; without one, calls but `init` and `on` do nothing. */
export const api: FoyerApi = {
  init(options) {
    const element = current() ?? document.createElement(NAME);
    apply(element, options);
    if (!element.isConnected) placeOf(options.target).append(element);
    api.show();
  },
  update: (options) => apply(current(), options),
  shutdown() {
    void current()?.setOpen(false, false);
    current()?.forget();
    api.hide();
  },
  destroy: () => current()?.remove(),
  ready: async () => {},
  pageView: (page = {}) => pass(['pageView', { path: page.path ?? location.pathname }]),
  open: async () => current()?.setOpen(true),
  close: async () => current()?.setOpen(false),
  toggle: async () => current()?.setOpen(!api.isOpen()),
  show: () => current()?.setHidden(false),
  hide: () => current()?.setHidden(true),
  isOpen: () => current()?.isOpen ?? false,
  identify: (...args) => pass(['identify', ...args]),
  setCustomAttributes: (...args) => pass(['setCustomAttributes', ...args]),
  reset: () => current()?.forget(),
  setLocale: (locale) => apply(current(), { locale }),
  setColorScheme: (colorScheme) => apply(current(), { colorScheme }),
  setTheme: (theme) => apply(current(), { theme }),
  sendMessage: (text) => openAndPass(['sendMessage', text]),
  prefill: (text) => openAndPass(['prefill', text]),
  newConversation: () => pass(['newConversation']),
  focusInput: () => openAndPass(['focusInput']),
  on(name, listener) {
    const type = `foyer:${name}`;
    const hear = (event: Event) => listener((event as CustomEvent).detail);
    document.addEventListener(type, hear);
    return () => document.removeEventListener(type, hear);
  },
};

export function current(): FoyerChat | undefined {
  const element = document.querySelector(NAME);
  return element instanceof FoyerChat ? element : undefined;
}

function apply(element: HTMLElement | undefined, options: FoyerOptions): void {
  for (const name of ATTRIBUTES) {
    const value = options[(name === 'color-scheme' ? 'colorScheme' : name) as keyof FoyerOptions];
    if (value) element?.setAttribute(name, String(value));
  }
  for (const [name, value] of Object.entries(options.theme ?? {})) {
    element?.style.setProperty(`--foyer-${name}`, value);
  }
}

function placeOf(target: Element | string | undefined): Element {
  return (typeof target === 'string' ? document.querySelector(target) : target) ?? document.body;
}

function pass(call: ChatCall): void {
  current()?.pass(call);
}

async function openAndPass(call: ChatCall): Promise<void> {
  const element = current();
  await element?.setOpen(true, call[0] !== 'sendMessage');
  element?.pass(call);
}
