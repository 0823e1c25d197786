import { api, current } from './api.ts';
import type { FoyerApi, FoyerOptions } from './api-types.ts';
import { dispatch, FoyerChat, NAME, script } from './element.ts';

type Call = [keyof FoyerApi, ...unknown[]];
type Global = { q?: Iterable<unknown>[] };

function start(): void {
  if (customElements.get(NAME)) return;
  const waiting = (window as unknown as { foyer?: Global }).foyer?.q ?? [];
  const call = (...[name, ...args]: Call) => (api[name] as (...args: unknown[]) => unknown)(...args);
  Object.assign(window, { foyer: Object.assign(call, api) });
  customElements.define(NAME, FoyerChat);
  if (script?.dataset['bot']) api.init({ ...script.dataset } as FoyerOptions);
  for (const args of waiting) call(...([...args] as Call));
  dispatch(current() ?? document, 'ready', {});
}

if (document.body) start();
else document.addEventListener('DOMContentLoaded', start);
