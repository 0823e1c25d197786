import { linesOf } from '../../parts/lists.ts';
import type { Bot, BotSettings } from '../../queries.ts';

/** The settings as they stand in the form: lists are lines. */
export type BotDraft = {
  name: string;
  language: string;
  organisation: string;
  greeting: string;
  persona: string;
  disclosure: string;
  refusal: string;
  handoffMessage: string;
  email: string;
  phone: string;
  hours: string;
  suggestedQuestions: string;
  allowedOrigins: string;
  answerThreshold: number;
  retest: boolean;
  /** Empty keeps all. */
  keepDays: string;
  /** These have pages of their own, and go through as they are. */
  handoff: BotSettings['handoff'];
  look: BotSettings['look'];
  preChat: BotSettings['preChat'];
  everydayWords: boolean;
  unsureHint: boolean;
};

export function draftOf({ name, language, settings }: Bot): BotDraft {
  const { contact, suggestedQuestions, allowedOrigins, keepDays, ...rest } = settings;
  return {
    ...rest,
    name,
    language,
    keepDays: keepDays === null ? '' : String(keepDays),
    email: contact.email ?? '',
    phone: contact.phone ?? '',
    hours: contact.hours ?? '',
    suggestedQuestions: suggestedQuestions.join('\n'),
    allowedOrigins: allowedOrigins.join('\n'),
  };
}

export function settingsOf(draft: BotDraft): BotSettings {
  const {
    name: _name,
    language: _language,
    email,
    phone,
    hours,
    suggestedQuestions,
    allowedOrigins,
    keepDays,
    ...rest
  } = draft;
  return {
    ...rest,
    keepDays: keepDays.trim() === '' ? null : Number(keepDays),
    contact: { ...filled('email', email), ...filled('phone', phone), ...filled('hours', hours) },
    suggestedQuestions: linesOf(suggestedQuestions),
    allowedOrigins: linesOf(allowedOrigins).map(originOf),
  };
}

function filled<K extends string>(name: K, value: string): { [P in K]?: string } {
  const trimmed = value.trim();
  return trimmed === '' ? {} : ({ [name]: trimmed } as { [P in K]?: string });
}

/** People paste the address of a page; what a browser sends is its origin. */
function originOf(line: string): string {
  const address = /^https?:\/\//i.test(line) ? line : `https://${line}`;
  return URL.canParse(address) ? new URL(address).origin : line;
}
