/**
 * How much the reading of the closest lines counts beside the score, all of it in log-odds: chosen on the dev questions of the two
 * sample organisations and the help dialogues, the offset so that one in twenty of their answerable ones is declined
 * (docs/evaluation.md). The limit keeps one model from overruling all that the score is made of.
 */
const READING_WEIGHT = 0.6;
const READING_LIMIT = 4;
const READING_OFFSET = 0.75;

/** What a reading (the log-odds that the lines answer the question) adds to the log-odds of the decision's score. */
export function readingPart(logOdds: number): number {
  return READING_WEIGHT * Math.max(-READING_LIMIT, Math.min(READING_LIMIT, logOdds)) + READING_OFFSET;
}
