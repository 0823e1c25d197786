import { createElement, type ReactElement, useEffect, useRef } from 'react';
import type { ChatMode, ColorScheme, FoyerEvents, FoyerSource, FoyerTheme } from './index.ts';
import { loadScript } from './index.ts';

export type FoyerChatProps = FoyerSource & {
  bot: string;
  mode?: ChatMode;
  locale?: string;
  colorScheme?: ColorScheme;
  position?: 'start' | 'end';
  sound?: 'on' | 'off';
  theme?: FoyerTheme;
  /** Hears every event of the chat. */
  onEvent?: <Name extends keyof FoyerEvents>(name: Name, detail: FoyerEvents[Name]) => void;
};

const EVENTS = [
  'ready',
  'open',
  'close',
  'message:sent',
  'message:received',
  'stream:start',
  'stream:end',
  'feedback',
  'handoff',
  'unread',
  'error',
] as const satisfies readonly (keyof FoyerEvents)[];

/** The chat as a component: the element at once, on the server too; what fills it comes once the page runs. */
export function FoyerChat(props: FoyerChatProps): ReactElement {
  const { server, nonce, bot, mode, locale, colorScheme, position, sound, theme = {}, onEvent } = props;
  const element = useRef<HTMLElement>(null);
  const heard = useRef(onEvent);
  heard.current = onEvent;

  useEffect(() => {
    const { current } = element;
    loadScript({ server, bot, ...(nonce !== undefined && { nonce }) })?.catch((problem: Error) =>
      heard.current?.('error', { message: problem.message }),
    );
    const hear = (event: Event) => {
      const name = event.type.slice('foyer:'.length) as keyof FoyerEvents;
      heard.current?.(name, (event as CustomEvent).detail);
    };
    for (const name of EVENTS) current?.addEventListener(`foyer:${name}`, hear);
    return () => {
      for (const name of EVENTS) current?.removeEventListener(`foyer:${name}`, hear);
    };
  }, [server, nonce, bot]);

  const style = Object.fromEntries(Object.entries(theme).map(([name, value]) => [`--foyer-${name}`, value]));
  const attributes = { bot, server, mode, locale, 'color-scheme': colorScheme, position, sound };
  return createElement('foyer-chat', { ref: element, style, ...attributes });
}
