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

export function sumOf(days: readonly Day[], count: (day: Day) => number): number {
  return days.reduce((sum, day) => sum + count(day), 0);
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
