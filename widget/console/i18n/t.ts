import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { createSaid, type Sentences } from './said.ts';

export type Values = Readonly<Record<string, string | number>>;

const compiled = new Map<string, ReturnType<typeof compileMessage>>();
const i18n = setupI18n({ locale: 'en', messages: { en: {} } });
i18n.setMessagesCompiler(compileOnce);
let saidHere = (english: string) => english;

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

export function language(): string {
  return i18n.locale;
}

/** For `Intl`: the language, with the region that the browser names. */
export function formatLocale(): string {
  const [first] = [i18n.locales ?? i18n.locale].flat();
  return first ?? i18n.locale;
}

/** What a language brings: the console's own texts, and those of the server. */
export type Catalogue = { texts: Readonly<Record<string, string>>; sentences: Sentences };

/** Other tags than the language itself, such as `en-GB`, change numbers and dates only. */
export function activate(chosen: string, { texts, sentences }: Catalogue, regional = chosen): void {
  i18n.loadAndActivate({ locale: chosen, locales: [regional], messages: { ...texts } });
  saidHere = Object.keys(sentences).length === 0 ? (english) => english : createSaid(sentences, t);
}

function compileOnce(message: string): ReturnType<typeof compileMessage> {
  const known = compiled.get(message) ?? compileMessage(message);
  compiled.set(message, known);
  return known;
}
