import { z } from 'zod';
import { handoffReasonSchema } from './handoff.ts';

const count = z.number().int();
const milliseconds = z.number().nullable();

/** Days of the bot's time zone, such as `2026-11-29`, both counted in; the last 28 when absent. */
export const insightQuerySchema = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() });

const insightDaySchema = z.object({
  day: z.string(),
  /** Conversations that began. */
  conversations: count,
  /** Replies of the bot to visitors, by how they came about; courtesies and questions back are left out. */
  model: count,
  quote: count,
  approved: count,
  refusal: count,
  /** Replies to those who asked for a person. */
  handoff: count,
  /** Conversations that went to a person for the first time. */
  handedOver: count,
  thumbsUp: count,
  thumbsDown: count,
  /** Answers that staff marked as wrong, on the day they did. */
  flagged: count,
  /** Ratings of 1 to 5, and their sum. */
  ratings: count,
  ratingSum: count,
  /** Until half of the visitors could read the first words; null where nothing was measured. */
  firstWordsMs: milliseconds,
});

/** What a refusal comes down to. */
const refusalReasonSchema = z.enum([
  'weak-match',
  'nothing-found',
  'declined',
  'other-language',
  'too-long',
  'other',
]);

/** How a conversation ended, each in one of these: the first that holds. */
const resolutionSchema = z.object({
  /** It went to a person. */
  handedOver: count,
  /** The visitor said that it did not help: a thumb down, or a rating of 1 or 2. */
  notHelped: count,
  /** The visitor said that it helped: a thumb up, or a rating of 4 or 5. */
  confirmed: count,
  /** A question was refused. */
  refused: count,
  /** Answered, and the visitor said nothing. */
  silent: count,
  /** Nothing was asked but courtesies. */
  other: count,
});

export const insightSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    /** In which the days begin and end: that of the bot's hours. */
    timeZone: z.string(),
    /** Every day of the range, in order. */
    days: z.array(insightDaySchema),
    /** Of the latest refusals, most often first. */
    refusals: z.array(z.object({ reason: refusalReasonSchema, count })),
    handovers: z.array(z.object({ reason: handoffReasonSchema.nullable(), count })),
    thumbsDown: z.array(z.object({ reason: z.string().nullable(), count })),
    /** Of the answers marked as wrong in the range, those that nobody has put right. */
    flaggedOpen: count,
    /** Of the conversations that began in the range. */
    resolution: resolutionSchema,
    /** How many gave 1, 2, 3, 4 and 5. */
    ratings: z.array(count).length(5),
    topics: z.array(z.object({ id: z.string(), label: z.string(), asked: count, unanswered: count })),
    times: z.object({
      /** Replies measured: the latest, 5,000 at most. */
      replies: count,
      firstWords: z.object({ halfMs: milliseconds, nineTenthsMs: milliseconds }),
      whole: z.object({ halfMs: milliseconds, nineTenthsMs: milliseconds }),
    }),
  })
  .meta({ id: 'Insight' });
export type Insight = z.infer<typeof insightSchema>;
