import { createContext } from 'react';
import en from './en.ts';
import type { Messages, Plural } from './messages.ts';

type Name = { [Key in keyof Messages]: Messages[Key] extends string ? Key : never }[keyof Messages];
type PluralName = Exclude<keyof Messages, Name>;

export type Words = {
  locale: string;
  direction: 'ltr' | 'rtl';
  /** A sentence with its blanks filled in. */
  say(name: Name, values?: Record<string, string>): string;
  /** A sentence in the form that its number asks for. */
  count(name: PluralName, n: number): string;
};

/** English comes with the chat; the others are loaded when they are wanted. */
const OTHERS: Record<string, () => Promise<{ default: Messages }>> = {
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  it: () => import('./it.ts'),
  pt: () => import('./pt.ts'),
  nl: () => import('./nl.ts'),
  pl: () => import('./pl.ts'),
  sv: () => import('./sv.ts'),
  tr: () => import('./tr.ts'),
  ar: () => import('./ar.ts'),
  ja: () => import('./ja.ts'),
};

export const LOCALES = ['en', ...Object.keys(OTHERS)];

/** A locale's words; English when they cannot be loaded, so that the chat works all the same. */
export async function loadWords(locale: string): Promise<Words> {
  try {
    const loaded = await OTHERS[locale]?.();
    return loaded ? wordsOf(locale, loaded.default) : wordsOf('en', en);
  } catch {
    return wordsOf('en', en);
  }
}

export function wordsOf(locale: string, messages: Messages): Words {
  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  return {
    locale,
    direction: locale === 'ar' ? 'rtl' : 'ltr',
    say: (name, values = {}) => fill(messages[name], values),
    count(name, n) {
      const forms: Plural = messages[name];
      return fill(forms[rules.select(n)] ?? forms.other, { n: digits.format(n) });
    },
  };
}

function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (blank, name: string) => values[name] ?? blank);
}

export const WordsContext = createContext<Words>(wordsOf('en', en));
