import type { FoyerApi, FoyerEvents, FoyerOptions } from '../embed/api-types.ts';

const LOCALES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'tr', 'ar', 'ja'];
const EVENTS = {
  ready: true,
  open: true,
  close: true,
  'message:sent': true,
  'message:received': true,
  'stream:start': true,
  'stream:end': true,
  feedback: true,
  handoff: true,
  unread: true,
  error: true,
} satisfies Record<keyof FoyerEvents, true>;

const foyer = () => (window as unknown as { foyer: FoyerApi }).foyer;
const find = <Kind extends HTMLElement>(id: string) => document.getElementById(id) as Kind;
const text = () => find<HTMLInputElement>('text').value;

/** Every call; those that take something take it from the field, or an example. */
const CALLS: { [Name in Exclude<keyof FoyerApi, 'on'>]: () => unknown } = {
  open: () => foyer().open(),
  close: () => foyer().close(),
  toggle: () => foyer().toggle(),
  isOpen: () => foyer().isOpen(),
  show: () => foyer().show(),
  hide: () => foyer().hide(),
  sendMessage: () => foyer().sendMessage(text()),
  prefill: () => foyer().prefill(text()),
  focusInput: () => foyer().focusInput(),
  newConversation: () => foyer().newConversation(),
  identify: () => foyer().identify({ id: '17', name: 'Ann Example', email: 'ann@example.org' }),
  setCustomAttributes: () => foyer().setCustomAttributes({ plan: 'gold', orders: 3 }),
  pageView: () => foyer().pageView(),
  setLocale: () => foyer().setLocale('de'),
  setColorScheme: () => foyer().setColorScheme('dark'),
  setTheme: () => foyer().setTheme({ accent: '#7a1f3d', 'on-accent': '#ffffff', radius: '0.25rem' }),
  ready: () => foyer().ready(),
  reset: () => foyer().reset(),
  shutdown: () => foyer().shutdown(),
  destroy: () => foyer().destroy(),
  init: () => foyer().init(options()),
  update: () => foyer().update(options()),
};

function options(): FoyerOptions {
  const { accent, ...rest } = Object.fromEntries(new FormData(find<HTMLFormElement>('looks')));
  return { bot: 'larch-and-loft', ...rest, theme: { accent: String(accent) } } as FoyerOptions;
}

function write(line: string): void {
  const item = document.createElement('li');
  item.textContent = line;
  find('events').prepend(item);
}

function showSnippet(): void {
  const { bot, mode, colorScheme, position, sound, locale, theme } = options();
  const named = { bot, mode, locale, 'color-scheme': colorScheme, position, sound };
  const attributes = Object.entries(named).map(([name, value]) => `data-${name}="${value}"`);
  find('snippet').textContent =
    `<script async src="${location.origin}/widget.js"\n  ${attributes.join(' ')}></script>\n` +
    `<style>foyer-chat { --foyer-accent: ${theme?.['accent']} }</style>`;
}

/** Inline and page stand where the page has put them. */
function applyLooks(): void {
  const chosen = options();
  const chat = document.querySelector('foyer-chat');
  const place = chosen.mode === 'popup' ? document.body : find('place');
  if (chat && chat.parentElement !== place) place.append(chat);
  foyer().update(chosen);
  showSnippet();
}

for (const locale of LOCALES) find<HTMLFormElement>('looks')['locale'].append(new Option(locale));
for (const [name, call] of Object.entries(CALLS)) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  button.addEventListener('click', async () => write(`foyer.${name}() → ${String(await call())}`));
  find('calls').append(button);
}
for (const name of Object.keys(EVENTS)) {
  document.addEventListener(`foyer:${name}`, (event) =>
    write(`${name} ${JSON.stringify((event as CustomEvent).detail)}`),
  );
}
find('looks').addEventListener('change', applyLooks);
showSnippet();
