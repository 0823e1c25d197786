/** By what a bot decides whether to answer, fitted on its own tests and lessons; without a row the shipped coefficients serve. */
export type DecisionModelTable = {
  bot_id: string;
  /** JSON of `DecisionModel`. */
  model: string;
  /** Labelled questions it was fitted on. */
  questions: number;
  fitted_by: string;
  fitted_at: number;
};
