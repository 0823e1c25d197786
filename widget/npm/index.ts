/**
 * The widget for sites that are built: `load` puts it up and hands out its calls. The chat itself comes from the Foyer server, so
 * that it is always as new as the server. Where there is no document, as when a page is rendered on a server, every call does nothing.
 */
import type { FoyerApi, FoyerEvents, FoyerOptions } from '../embed/api-types.ts';

export type {
  ChatMode,
  ColorScheme,
  FoyerEvents,
  FoyerOptions,
  FoyerTheme,
  FoyerToken,
  FoyerUser,
} from '../embed/api-types.ts';

/** Where the chat comes from. `nonce` is for a page whose policy asks for one. */
export type FoyerSource = { server: string; nonce?: string };

/** `bot`: whose look comes with the script. */
type ScriptSource = FoyerSource & { bot?: string };

/** The calls of docs/widget.md; those made before the script has come wait for it, in their order. */
export type Foyer = {
  [Name in Exclude<keyof FoyerApi, 'on' | 'isOpen'>]: (...args: Parameters<FoyerApi[Name]>) => Promise<void>;
} & Pick<FoyerApi, 'on' | 'isOpen'>;

type Global = { foyer?: FoyerApi };

const CALLS = [
  'init',
  'update',
  'shutdown',
  'destroy',
  'ready',
  'pageView',
  'open',
  'close',
  'toggle',
  'show',
  'hide',
  'identify',
  'setCustomAttributes',
  'reset',
  'setLocale',
  'setColorScheme',
  'setTheme',
  'sendMessage',
  'prefill',
  'newConversation',
  'focusInput',
] as const satisfies readonly Exclude<keyof FoyerApi, 'on' | 'isOpen'>[];

let loading: Promise<FoyerApi> | undefined;

/** Puts up the chat of a bot, or none yet when `options` name none: a `<foyer-chat>` of the page's own, or `init`, does. */
export function load({ server, nonce, ...options }: FoyerSource & FoyerOptions): Foyer {
  const { bot } = options;
  const source = { server, ...(nonce !== undefined && { nonce }), ...(bot !== undefined && { bot }) };
  const entries = CALLS.map((name) => [name, (...args: unknown[]) => call(source, name, args)]);
  const foyer = { ...Object.fromEntries(entries), on, isOpen } as Foyer;
  if (bot !== undefined) foyer.init({ server, ...options }).catch(tell);
  return foyer;
}

/** Brings the script into the page, once; nothing where there is no document. @throws Error when it cannot be loaded; a later call tries again */
export function loadScript({ server, nonce, bot }: ScriptSource): Promise<FoyerApi> | undefined {
  if (typeof document === 'undefined') return undefined;
  const query = bot === undefined ? '' : `?bot=${encodeURIComponent(bot)}`;
  loading ??= fetchScript(`${server.replace(/\/$/, '')}/widget.js${query}`, nonce);
  return loading;
}

/** Nobody waits for the first call, so its failure is an event like any other. */
function tell(problem: Error): void {
  const detail = { message: problem.message };
  document.dispatchEvent(new CustomEvent('foyer:error', { detail }));
}

function fetchScript(url: string, nonce: string | undefined): Promise<FoyerApi> {
  const { foyer } = window as unknown as Global;
  if (foyer?.isOpen) return Promise.resolve(foyer);
  return new Promise((done, fail) => {
    const script = document.createElement('script');
    script.async = true;
    script.src = url;
    if (nonce !== undefined) script.nonce = nonce;
    script.onload = () => whenReady((window as unknown as Global).foyer, done);
    script.onerror = () => {
      loading = undefined;
      script.remove();
      fail(
        new Error(
          `The chat's script could not be loaded from ${url}. Is this the address of the Foyer server?`,
        ),
      );
    };
    document.head.append(script);
  });
}

/** A script that came before the page's body waits for it. */
function whenReady(foyer: FoyerApi | undefined, done: (foyer: FoyerApi) => void): void {
  if (foyer?.isOpen) done(foyer);
  else
    document.addEventListener('foyer:ready', () => done((window as unknown as { foyer: FoyerApi }).foyer), {
      once: true,
    });
}

async function call(source: ScriptSource, name: (typeof CALLS)[number], args: unknown[]): Promise<void> {
  const foyer = await loadScript(source);
  await (foyer?.[name] as ((...args: unknown[]) => unknown) | undefined)?.(...args);
}

function isOpen(): boolean {
  return typeof document === 'undefined' ? false : ((window as unknown as Global).foyer?.isOpen?.() ?? false);
}

function on<Name extends keyof FoyerEvents>(
  name: Name,
  listener: (detail: FoyerEvents[Name]) => void,
): () => void {
  if (typeof document === 'undefined') return () => {};
  const hear = (event: Event) => listener((event as CustomEvent<FoyerEvents[Name]>).detail);
  document.addEventListener(`foyer:${name}`, hear);
  return () => document.removeEventListener(`foyer:${name}`, hear);
}
