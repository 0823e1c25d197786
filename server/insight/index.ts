/**
 * Purpose: what became of the questions: outcomes, counted; later feedback and unanswered topics.
 * Invariant: reads only; every number can be traced to rows of one bot.
 * Must never know: models, routes, how an answer is made.
 */
export { getOverview, type InsightDeps } from './get-overview.ts';
