import { useSyncExternalStore } from 'react';
import { activate, type Catalogue, language } from './t.ts';

/** Each in its own words. Another language is one line here and a folder beside `de/`. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

const CATALOGUES: Record<Language, () => Promise<Catalogue>> = {
  en: async () => ({ texts: {} }),
  de: async () => ({
    texts: (await import('./de/index.ts')).de,
    sentences: async () => (await import('./de/server/index.ts')).deSaid,
  }),
};
const STORAGE_KEY = 'foyer:console-language';
const listeners = new Set<() => void>();

/** What was chosen in this browser, else what the browser asks for, else English. Call before the first page is shown. */
export async function loadLanguage(): Promise<void> {
  const wanted = [localStorage.getItem(STORAGE_KEY), ...navigator.languages];
  const known = wanted.map((tag) => tag?.split('-')[0] ?? '').find(isLanguage);
  await show(known ?? 'en');
}

export async function chooseLanguage(chosen: Language): Promise<void> {
  localStorage.setItem(STORAGE_KEY, chosen);
  await show(chosen);
}

/** For the one place that makes all pages anew when another language is chosen. */
export function useLanguage(): Language {
  const shown = useSyncExternalStore(subscribe, language);
  return isLanguage(shown) ? shown : 'en';
}

async function show(chosen: Language): Promise<void> {
  const catalogue = await CATALOGUES[chosen]();
  const regional = navigator.languages.find((tag) => tag === chosen || tag.startsWith(`${chosen}-`));
  activate(chosen, catalogue, regional);
  document.documentElement.lang = chosen;
  for (const listener of listeners) listener();
}

function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
