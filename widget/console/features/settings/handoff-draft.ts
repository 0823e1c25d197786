import { linesOf } from '../../parts/lists.ts';
import type { BotSettings } from '../../queries.ts';

export type HandoffSettings = BotSettings['handoff'];
export type Span = { from: string; to: string };
export type Day = HandoffSettings['hours']['weekly'][number]['day'];
export type Holiday = { key: number; date: string; name: string; spans: Span[] };

export const DAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly Day[];

/** As it stands in the form: spans by day, lists as lines, numbers as typed. */
export type HandoffDraft = {
  live: boolean;
  files: boolean;
  always: boolean;
  timeZone: string;
  week: Record<Day, Span[]>;
  holidays: Holiday[];
  keywords: string;
  actions: HandoffSettings['actions'];
  refusals: string;
  dislikes: string;
  maxWaitMinutes: string;
  personSilentMinutes: string;
  visitorSilentMinutes: string;
  email: string;
  webhookUrl: string;
};

/** What a day begins with when somebody adds hours to it. */
export const USUAL_SPAN: Span = { from: '09:00', to: '17:00' };

/** Monday to Friday. */
const WORKING_DAYS = 5;

/** A field for times ends the day at 00:00; the settings say 24:00. */
const FIELD_MIDNIGHT = '00:00';
const MIDNIGHT = '24:00';

export function draftOfHandoff(settings: HandoffSettings): HandoffDraft {
  const { hours, keywords, email, webhookUrl, ...rest } = settings;
  const week = Object.fromEntries(
    DAYS.map((day) => [day, hours.weekly.filter((span) => span.day === day).map(fieldsOf)]),
  ) as Record<Day, Span[]>;
  return {
    live: rest.live,
    files: rest.files,
    actions: rest.actions,
    always: hours.weekly.length === 0,
    timeZone: hours.timeZone,
    week,
    holidays: hours.holidays.map(({ date, name, spans }, key) => ({
      key,
      date,
      name,
      spans: spans.map(fieldsOf),
    })),
    keywords: keywords.join('\n'),
    refusals: String(rest.refusals),
    dislikes: String(rest.dislikes),
    maxWaitMinutes: String(rest.maxWaitMinutes),
    personSilentMinutes: String(rest.personSilentMinutes),
    visitorSilentMinutes: String(rest.visitorSilentMinutes),
    email: email ?? '',
    webhookUrl: webhookUrl ?? '',
  };
}

export function handoffOf(draft: HandoffDraft): HandoffSettings {
  const email = draft.email.trim();
  const webhookUrl = draft.webhookUrl.trim();
  return {
    live: draft.live,
    files: draft.files,
    hours: {
      timeZone: draft.timeZone,
      weekly: draft.always
        ? []
        : DAYS.flatMap((day) => draft.week[day].map((span) => ({ day, ...spanOf(span) }))),
      holidays: draft.holidays.map(({ date, name, spans }) => ({
        date,
        name: name.trim(),
        spans: spans.map(spanOf),
      })),
    },
    keywords: linesOf(draft.keywords),
    actions: draft.actions,
    refusals: Number(draft.refusals),
    dislikes: Number(draft.dislikes),
    maxWaitMinutes: Number(draft.maxWaitMinutes),
    personSilentMinutes: Number(draft.personSilentMinutes),
    visitorSilentMinutes: Number(draft.visitorSilentMinutes),
    ...(email === '' ? {} : { email }),
    ...(webhookUrl === '' ? {} : { webhookUrl }),
  };
}

/** Whoever sets hours for the first time begins with a usual week, in the zone they are in. */
export function withHours(draft: HandoffDraft): Partial<HandoffDraft> {
  if (DAYS.some((day) => draft.week[day].length > 0)) return { always: false };
  const week = Object.fromEntries(
    DAYS.map((day, index) => [day, index < WORKING_DAYS ? [USUAL_SPAN] : []]),
  ) as Record<Day, Span[]>;
  const { timeZone } = draft.timeZone === 'UTC' ? Intl.DateTimeFormat().resolvedOptions() : draft;
  return { always: false, week, timeZone };
}

/** Without any hours a week would mean always open: the opposite of what the form shows. */
export function hasNoHours({ always, week }: HandoffDraft): boolean {
  return !always && DAYS.every((day) => week[day].length === 0);
}

function fieldsOf({ from, to }: Span): Span {
  return { from, to: to === MIDNIGHT ? FIELD_MIDNIGHT : to };
}

function spanOf({ from, to }: Span): Span {
  return { from, to: to === FIELD_MIDNIGHT ? MIDNIGHT : to };
}
