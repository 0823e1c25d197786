/**
 * Purpose: what became of the questions: outcomes, counted, and topics, with what visitors ask for and do not get.
 * Invariant: every number can be traced to rows of one bot; only topics are written, and they hold no personal data.
 * Must never know: the wording of answers, routes, how an answer is made.
 */
export { countCitations, countDocumentCitations } from './count-citations.ts';
export { getOverview, type InsightDeps } from './get-overview.ts';
export { getInsight } from './report/get-insight.ts';
export { changeTopic } from './topics/change-topic.ts';
export { gatherTopics } from './topics/gather-topics.ts';
export { listTopicQuestions } from './topics/list-topic-questions.ts';
export { getTopic, listTopics } from './topics/list-topics.ts';
export { suggestApprovedAnswers } from './topics/suggest-approved-answers.ts';
