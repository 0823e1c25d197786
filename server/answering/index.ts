/**
 * Purpose: one turn without a conversation store: route, rewrite, retrieve, decide, prompt, generate, check.
 * Invariant: code decides, the model only words or declines; no sentence is shown before its check.
 * Must never know: who asks, how it is served, where it is stored.
 */
export { answerTurn } from './answer-turn.ts';
export { type ApprovedBook, openApprovedBook } from './approved-book.ts';
export { type Assessment, assessQuestion, retrieve } from './assess-question.ts';
export type { SentenceCheck } from './check-sentence.ts';
export { type CheckTextInput, checkText } from './check-text.ts';
export { type Claims, claimsOf } from './claims.ts';
export { LINE_BELOW } from './complete-answer.ts';
export { answerability, type Decision, offsetOf, refusedUnread } from './decide.ts';
export { DECISION, type DecisionModel } from './decision-coefficients.ts';
export { FEATURES, type FeatureName, type Features, matchFeatures } from './features.ts';
export { type DecisionRow, fitDecision } from './fit-decision.ts';
export { isItem } from './list-marks.ts';
export { type LabelMatch, openPhraseMatcher, type Phrase, type PhraseMatcher } from './match-phrases.ts';
export { isModelRefusal, REFUSAL_PHRASES } from './model-refusal.ts';
export { modelWords } from './model-words.ts';
export { type PassageSentence, passageSentences } from './passage-sentences.ts';
export { contradiction, polarityOf, yesOrNo } from './polarity.ts';
export { buildPrompt, type Prompt, type PromptInput, questionIn } from './prompt.ts';
export { type RankedSentence, rankSentences } from './rank-sentences.ts';
export { readingText } from './reading-text.ts';
export { withoutCitations } from './reply.ts';
export { splitSentences } from './sentences.ts';
export type { AnswerEvent, AnswerInput, AnsweringDeps } from './types.ts';
export { contentStems, coverage } from './words.ts';
