/**
 * Purpose: teaching and judging: lessons, data sets, runs, and evaluation of what a bot finds, says and declines.
 * Invariant: what is measured is the pipeline that serves; held-out questions are only ever measured on.
 * Must never know: conversations, HTTP.
 */
export { type Estimate, estimate, mean } from './evaluation/estimate.ts';
export { type AnswerItem, evaluateAnswers } from './evaluation/evaluate-answers.ts';
export { evaluateRefusal, type RefusalItem, type RefusalReport } from './evaluation/evaluate-refusal.ts';
export { evaluateRetrieval, type RetrievalItem } from './evaluation/evaluate-retrieval.ts';
export { evaluateRouting, type RoutingInput, type RoutingItem } from './evaluation/evaluate-routing.ts';
export { formatReport } from './evaluation/format-report.ts';
export {
  type CorpusRow,
  type ExampleRow,
  type QuestionRow,
  readCorpus,
  readExamples,
  readQuestions,
} from './evaluation/rows.ts';
export {
  type AnswersDeps,
  type EvaluationCorpus,
  type EvaluationDeps,
  type EvaluationInput,
  type EvaluationReport,
  RETRIEVERS,
  type Retriever,
} from './evaluation/types.ts';
export { type CreateLessonInput, createLesson } from './lessons/create-lesson.ts';
export {
  type ImportLessonsInput,
  type ImportLessonsReport,
  importLessons,
  type LessonFile,
  type LessonFileReport,
} from './lessons/import-lessons.ts';
export {
  allLessons,
  type LessonFilter,
  type LessonPage,
  type ListLessonsInput,
  listLessons,
} from './lessons/list-lessons.ts';
export { normalisedText, questionKey } from './lessons/question-key.ts';
export { LESSON_FORMATS, type LessonFormat } from './lessons/read-lessons.ts';
export type { Complaint, Lesson, LessonContent, LessonDeps } from './lessons/types.ts';
export type {
  Checkpoint,
  Example,
  Objective,
  Recipe,
  Trainer,
  TrainingEstimate,
  TrainingEvent,
  TrainingInput,
} from './training/types.ts';
