/**
 * Purpose: what became of the questions: outcomes, counted; topics, with what visitors ask for and do not get; the answers that
 * staff marked as wrong; where documents repeat or contradict each other.
 * Invariant: every number can be traced to rows of one bot; only topics, and what staff mark or keep, are written, without personal data.
 * Must never know: the wording of answers, routes, how an answer is made.
 */
export { countCitations, countDocumentCitations } from './count-citations.ts';
export { flagAnswer } from './flags/flag-answer.ts';
export { countFlaggedAnswers, listFlaggedAnswers } from './flags/list-flagged-answers.ts';
export { listFlags } from './flags/list-flags.ts';
export { settleFlag } from './flags/settle-flag.ts';
export { unflagAnswer } from './flags/unflag-answer.ts';
export { getOverview, type InsightDeps } from './get-overview.ts';
export { listJudgedReplies } from './list-judged-replies.ts';
export { keepOverlap, releaseOverlap } from './overlaps/keep-overlap.ts';
export { listOverlaps } from './overlaps/list-overlaps.ts';
export { getInsight } from './report/get-insight.ts';
export { changeTopic } from './topics/change-topic.ts';
export { gatherTopics } from './topics/gather-topics.ts';
export { listTopicQuestions } from './topics/list-topic-questions.ts';
export { getTopic, listTopics } from './topics/list-topics.ts';
export { suggestApprovedAnswers } from './topics/suggest-approved-answers.ts';
