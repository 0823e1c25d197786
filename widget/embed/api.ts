import type { ChatCall, FoyerApi, FoyerOptions } from './api-types.ts';
import { ATTRIBUTES, FoyerChat, NAME } from './element.ts';

/** Speaks to the first `<foyer-chat>` of the page; without one, calls but `init` and `on` do nothing. */
export const api: FoyerApi = {
  init(options) {
    const element = current() ?? document.createElement(NAME);
    apply(options, element);
    if (!element.isConnected) placeOf(options.target).append(element);
    api.show();
  },
  update: (options) => apply(options),
  shutdown() {
    void current()?.setOpen(false, false);
    current()?.forget();
    api.hide();
  },
  destroy: () => current()?.remove(),
  ready: async () => {},
  pageView: (page) => current()?.pass(['pageView', { path: page?.path ?? location.pathname }]),
  open: async () => current()?.setOpen(true),
  close: async () => current()?.setOpen(false),
  toggle: async () => current()?.setOpen(!api.isOpen()),
  show: () => current()?.setHidden(false),
  hide: () => current()?.setHidden(true),
  isOpen: () => !!current()?.isOpen,
  identify: passing('identify'),
  setCustomAttributes: passing('setCustomAttributes'),
  reset: () => current()?.forget(),
  setLocale: (locale) => apply({ locale }),
  setColorScheme: (colorScheme) => apply({ colorScheme }),
  setTheme: (theme) => apply({ theme }),
  sendMessage: opening('sendMessage'),
  prefill: opening('prefill'),
  newConversation: passing('newConversation'),
  focusInput: opening('focusInput'),
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

function apply(options: FoyerOptions, element: HTMLElement | undefined = current()): void {
  for (const name of ATTRIBUTES) {
    const value = options[name.replace('-s', 'S') as keyof FoyerOptions];
    if (value) element?.setAttribute(name, `${value}`);
  }
  for (const name in options.theme) {
    element?.style.setProperty(`--foyer-${name}`, options.theme[name] ?? null);
  }
}

function placeOf(target: Element | string | undefined): Element {
  return (typeof target === 'string' ? document.querySelector(target) : target) ?? document.body;
}

type Args<Name> = Extract<ChatCall, [Name, ...unknown[]]> extends [Name, ...infer Rest] ? Rest : never;

function passing<Name extends ChatCall[0]>(name: Name) {
  return (...args: Args<Name>): void => current()?.pass([name, ...args] as unknown as ChatCall);
}

/** Only what is written for the visitor leaves the cursor where it is. */
function opening<Name extends ChatCall[0]>(name: Name) {
  return async (...args: Args<Name>): Promise<void> => {
    const element = current();
    await element?.setOpen(true, name !== 'sendMessage');
    element?.pass([name, ...args] as unknown as ChatCall);
  };
}
