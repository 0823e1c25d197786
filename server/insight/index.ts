/**
 * Purpose: what became of the questions: outcomes, counted, and topics, with what visitors ask for and do not get; where
 * documents repeat or contradict each other.
 * Invariant: every number can be traced to rows of one bot; only topics and what staff keep are written, without personal data.
 * Must never know: the wording of answers, routes, how an answer is made.
 */
export { countCitations, countDocumentCitations } from './count-citations.ts';
export { listFlaggedAnswers } from './flags/list-flagged-answers.ts';
export { getOverview, type InsightDeps } from './get-overview.ts';
export { keepOverlap, releaseOverlap } from './overlaps/keep-overlap.ts';
export { listOverlaps } from './overlaps/list-overlaps.ts';
export { getInsight } from './report/get-insight.ts';
export { changeTopic } from './topics/change-topic.ts';
export { gatherTopics } from './topics/gather-topics.ts';
export { listTopicQuestions } from './topics/list-topic-questions.ts';
export { getTopic, listTopics } from './topics/list-topics.ts';
export { suggestApprovedAnswers } from './topics/suggest-approved-answers.ts';
