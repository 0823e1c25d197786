import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { createSaid, type Known } from './said.ts';

export type Values = Readonly<Record<string, string | number>>;

const compiled = new Map<string, ReturnType<typeof compileMessage>>();
const i18n = setupI18n({ locale: 'en', messages: { en: {} } });
i18n.setMessagesCompiler(compileOnce);
const asItCame = (english: string) => english;
let saidHere = asItCame;
let sentencesLoaded = Promise.resolve();

/**
 * A text in the language of the console. The English text, in ICU message format, is the key of its translations:
 * `t('{count, plural, one {# lesson} other {# lessons}}', { count })`. Always called with a literal, so that a test
 * finds what is not translated; called while a page is made, never at the top of a file (see `msg`).
 */
export function t(message: string, values?: Values): string {
  return i18n._(message, values);
}

/** Marks a text in a table at the top of a file; `t(TABLE[key])` says it. */
export function msg(message: string): string {
  return message;
}

/** A sentence that the server made, in the language of the console; what has no translation stays English. */
export function said(english: string): string {
  return saidHere(english);
}

/** What the server says is handed on once this has ended, so that `said` knows it. */
export function whenSentencesLoaded(): Promise<void> {
  return sentencesLoaded;
}

export function language(): string {
  return i18n.locale;
}

/** For `Intl`: the language, with the region that the browser names. */
export function formatLocale(): string {
  const [first] = [i18n.locales ?? i18n.locale].flat();
  return first ?? i18n.locale;
}

export type Catalogue = {
  /** The console's own. */
  texts: Readonly<Record<string, string>>;
  /** Those of the server, fetched apart: no page waits for them, only what the server says. */
  sentences?: () => Promise<Known>;
};

/** Other tags than the language itself, such as `en-GB`, change numbers and dates only. */
export function activate(chosen: string, { texts, sentences }: Catalogue, regional = chosen): void {
  i18n.loadAndActivate({ locale: chosen, locales: [regional], messages: { ...texts } });
  saidHere = asItCame;
  sentencesLoaded = sentences === undefined ? Promise.resolve() : learn(chosen, sentences);
}

async function learn(chosen: string, sentences: () => Promise<Known>): Promise<void> {
  try {
    const known = await sentences();
    if (i18n.locale === chosen) saidHere = createSaid(known, t);
  } catch {
    // Not to be had, as when the server is gone: its sentences stay English.
  }
}

function compileOnce(message: string): ReturnType<typeof compileMessage> {
  const known = compiled.get(message) ?? compileMessage(message);
  compiled.set(message, known);
  return known;
}
