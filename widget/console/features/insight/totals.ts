import type { Insight } from '../../../../server/contract/index.ts';

export type Day = Insight['days'][number];

/** What the bot said to a question itself. */
export function answeredOn({ model, quote, approved }: Day): number {
  return model + quote + approved;
}

/** Questions that the bot replied to. */
export function askedOn(day: Day): number {
  return answeredOn(day) + day.refusal + day.handoff;
}

/** Whether nothing at all was counted. */
export function isQuiet(days: readonly Day[]): boolean {
  return days.every((day) => Object.values(day).every((value) => typeof value !== 'number' || value === 0));
}

export function sumOf(days: readonly Day[], count: (day: Day) => number): number {
  return days.reduce((sum, day) => sum + count(day), 0);
}

const DAY_MS = 86_400_000;

/** As many days, right before these. */
export function daysBefore({ from, to }: Pick<Insight, 'from' | 'to'>): { from: string; to: string } {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  return { from: nameOf(first - (last - first) - DAY_MS), to: nameOf(first - DAY_MS) };
}

function nameOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The range in a few numbers; null where there is nothing to divide by. */
export function figuresOf({ days, resolution, times }: Insight) {
  const sum = (count: (day: Day) => number) => sumOf(days, count);
  const asked = sum(askedOn);
  const up = sum(({ thumbsUp }) => thumbsUp);
  const down = sum(({ thumbsDown }) => thumbsDown);
  const ratings = sum((day) => day.ratings);
  return {
    conversations: sum(({ conversations }) => conversations),
    asked,
    answered: percentOf(sum(answeredOn), asked),
    refused: sum(({ refusal }) => refusal),
    flagged: sum(({ flagged }) => flagged),
    handedOver: sum(({ handedOver }) => handedOver),
    confirmed: resolution.confirmed,
    silent: resolution.silent,
    rating: ratings === 0 ? null : sum(({ ratingSum }) => ratingSum) / ratings,
    thumbsUp: percentOf(up, up + down),
    firstWords: times.firstWords.halfMs,
  };
}
export type Figures = ReturnType<typeof figuresOf>;

function percentOf(part: number, all: number): number | null {
  return all === 0 ? null : Math.round((100 * part) / all);
}

const COLUMNS: Readonly<Record<string, (day: Day) => string | number>> = {
  day: ({ day }) => day,
  conversations: ({ conversations }) => conversations,
  questions: askedOn,
  worded: ({ model }) => model,
  quoted: ({ quote }) => quote,
  approved: ({ approved }) => approved,
  refused: ({ refusal }) => refusal,
  asked_for_a_person: ({ handoff }) => handoff,
  handed_over: ({ handedOver }) => handedOver,
  thumbs_up: ({ thumbsUp }) => thumbsUp,
  thumbs_down: ({ thumbsDown }) => thumbsDown,
  marked_wrong: ({ flagged }) => flagged,
  ratings: ({ ratings }) => ratings,
  rating_sum: ({ ratingSum }) => ratingSum,
  first_words_ms: ({ firstWordsMs }) => (firstWordsMs === null ? '' : Math.round(firstWordsMs)),
};

/** A line a day, for a spreadsheet. */
export function csvOf(days: readonly Day[]): string {
  const lines = days.map((day) =>
    Object.values(COLUMNS)
      .map((column) => column(day))
      .join(','),
  );
  return `${[Object.keys(COLUMNS).join(','), ...lines].join('\r\n')}\r\n`;
}
