import { z } from 'zod';

/** What a trigger leads to: nothing, the offer of a person, or a place in the waiting list at once. */
const triggerActionSchema = z.enum(['off', 'offer', 'request']);
export type TriggerAction = z.infer<typeof triggerActionSchema>;

const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day such as 09:00');
const endTimeSchema = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of the day such as 17:30, or 24:00');
const dateSchema = z.iso.date();
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const spanShape = { from: timeSchema, to: endTimeSchema };
const ordered = { error: 'must end after it begins, so split a span that passes midnight' };

/** When people can be reached, in the wall time of one place. */
const hoursSchema = z.strictObject({
  timeZone: z.string().max(60).refine(isTimeZone, 'must be a time zone such as Europe/Berlin').default('UTC'),
  /** Spans of the week; none at all means always. */
  weekly: z
    .array(
      z.strictObject({ day: z.enum(WEEKDAYS), ...spanShape }).refine((span) => span.from < span.to, ordered),
    )
    .max(50)
    .default([]),
  /** Days that differ: closed, or open in the spans given. */
  holidays: z
    .array(
      z.strictObject({
        date: dateSchema,
        name: z.string().max(80).default(''),
        spans: z
          .array(z.strictObject(spanShape).refine((span) => span.from < span.to, ordered))
          .max(6)
          .default([]),
      }),
    )
    .max(200)
    .default([]),
});
export type BusinessHours = z.infer<typeof hoursSchema>;

const minutes = (fallback: number) => z.number().int().min(1).max(1_440).default(fallback);

/** How a conversation comes to a person. */
export const handoffSettingsSchema = z.strictObject({
  /** People take over in the chat; off means that only the form is offered. */
  live: z.boolean().default(true),
  hours: hoursSchema.prefault({}),
  /** Visitors may send files to a person. */
  files: z.boolean().default(false),
  /** Words and phrases of a visitor that call for a person. */
  keywords: z.array(z.string().min(2).max(80)).max(100).default([]),
  /** After so many questions that the bot could not answer. */
  refusals: z.number().int().min(1).max(20).default(2),
  /** After so many thumbs down. */
  dislikes: z.number().int().min(1).max(20).default(2),
  actions: z
    .strictObject({
      asked: z.enum(['offer', 'request']).default('request'),
      keyword: triggerActionSchema.default('request'),
      refused: triggerActionSchema.default('offer'),
      disliked: triggerActionSchema.default('offer'),
      anger: triggerActionSchema.default('offer'),
    })
    .prefault({}),
  /** Nobody took it: the form is offered, and the bot speaks again. */
  maxWaitMinutes: minutes(5),
  /** The person does not reply: the conversation goes back to the waiting list. */
  personSilentMinutes: minutes(10),
  /** The visitor does not reply: the conversation is closed. */
  visitorSilentMinutes: minutes(30),
  /** Where what visitors leave in the form is sent, with the transcript. */
  email: z.email().max(200).optional(),
  /** Told of every handoff and form, signed. */
  webhookUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
});
export type HandoffSettings = z.infer<typeof handoffSettingsSchema>;
