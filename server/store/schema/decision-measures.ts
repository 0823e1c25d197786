/** How a bot decides on its own tests: one row a bot, of the last time it was asked for. */
export type DecisionMeasureTable = {
  bot_id: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** One sentence where it failed. */
  reason: string | null;
  /** JSON of the last that was done; kept while a new one is made. */
  result: string | null;
  asked_by: string;
  asked_at: number;
  /** When the result was made. */
  ended_at: number | null;
};
