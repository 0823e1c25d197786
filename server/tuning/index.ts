/**
 * Purpose: teaching and judging: lessons, data sets, runs, and evaluation of what a bot finds, says and declines.
 * Invariant: what is measured is the pipeline that serves; held-out questions are only ever measured on.
 * Must never know: conversations, HTTP.
 */

export { adviseOn } from './corrections/advise.ts';
export {
  type AppliedCorrection,
  type ApplyCorrectionInput,
  applyCorrection,
} from './corrections/apply-correction.ts';
export { listCorrections } from './corrections/list-corrections.ts';
export { recoverCorrections, runCorrectionClock } from './corrections/recover-corrections.ts';
export { undoCorrection } from './corrections/undo-correction.ts';
export { areMade, type CrossEncoder, openCrossEncoder } from './cross-encoder/cross-encoder.ts';
export { keepCrossEncoder } from './cross-encoder/keep-cross-encoder.ts';
export { readRankings } from './cross-encoder/read-rankings.ts';
export { READINGS_FOLDER, readReadings } from './cross-encoder/read-readings.ts';
export { type AssembledDataSet, type AssembleInput, assembleDataSet } from './data/assemble-data-set.ts';
export { recipeWithReplay } from './data/default-recipe.ts';
export { type DerivedData, type DerivedInput, findDerivedData } from './data/derived-data.ts';
export { exportDataSet } from './data/export-data-set.ts';
export { type MadeDataSet, type MakeDataSetInput, makeDataSet } from './data/make-data-set.ts';
export {
  type DataRow,
  type DataSet,
  type DataSetId,
  getDataSet,
  type ListDataRowsInput,
  listDataRows,
  listDataSets,
  readTrainingRows,
} from './data/read-data-set.ts';
export { suggestQuestions } from './data/suggest-questions.ts';
export { type Synthesised, type SynthesiseInput, synthesise } from './data/synthesise.ts';
export { departureNotice } from './data/teacher/teacher-address.ts';
export {
  DATA_PARTS,
  type DataDeps,
  type DataManifest,
  type DataPart,
  type DataRecipe,
} from './data/types.ts';
export {
  DECISION_JOB,
  decisionJob,
  getDecisionMeasure,
  startDecisionMeasure,
} from './decision/decision-measure.ts';
export { readDecisionModel } from './decision/find-own-decision.ts';
export { type FittedDecision, fitOwnDecision } from './decision/fit-own-decision.ts';
export { measureOwnDecision, type OwnDecision } from './decision/measure-own-decision.ts';
export { decidesBy, decisionOfVersion, fromVersion, isFromVersion } from './decision/version-decision.ts';
export type { AnswerItem } from './evaluation/answer-item.ts';
export type { RefusalItem } from './evaluation/ask-decision.ts';
export { type Estimate, estimate, mean } from './evaluation/estimate.ts';
export { evaluateAnswers } from './evaluation/evaluate-answers.ts';
export { evaluateRefusal, type RefusalReport } from './evaluation/evaluate-refusal.ts';
export { evaluateRetrieval, type RetrievalItem } from './evaluation/evaluate-retrieval.ts';
export { evaluateRouting, type RoutingInput, type RoutingItem } from './evaluation/evaluate-routing.ts';
export { estimateCells, formatReport, rateText } from './evaluation/format-report.ts';
export {
  type CorpusRow,
  type ExampleRow,
  type QuestionRow,
  readCorpus,
  readExamples,
  readLabels,
  readQuestions,
  readShownReport,
} from './evaluation/rows.ts';
export { scoreLabels } from './evaluation/score-labels.ts';
export {
  type AnswersDeps,
  type EvaluationCorpus,
  type EvaluationDeps,
  type EvaluationInput,
  type EvaluationReport,
  RETRIEVERS,
  type Retriever,
} from './evaluation/types.ts';
export type { Exercise } from './exercises/exercise.ts';
export { type ExerciseDeps, exercisesFor } from './exercises/exercises-for.ts';
export { EXERCISES_FOLDER, readExercises } from './exercises/read-exercises.ts';
export { bindFindVersion } from './gate/bind-find-version.ts';
export {
  type BlindPair,
  type BlindReview,
  type JudgementInput,
  type ReviewInput,
  type ReviewResult,
  recordJudgement,
  reviewResult,
  startBlindReview,
} from './gate/blind-review.ts';
export type { CompareDeps, FindVersion, FoundVersion } from './gate/compare-deps.ts';
export { type CompareVersionsInput, compareVersions } from './gate/compare-versions.ts';
export type { Comparison, ComparisonSummary } from './gate/comparison.ts';
export { type EvaluateVersionInput, evaluateVersion } from './gate/evaluate-version.ts';
export { formatComparison } from './gate/format-comparison.ts';
export { getComparison, listComparisons } from './gate/get-comparison.ts';
export { latestResults } from './gate/latest-results.ts';
export { openUntuned } from './gate/open-untuned.ts';
export { onTests, standsOn } from './gate/stands-on.ts';
export {
  COMPARISON_JOB,
  cancelComparison,
  type StartComparisonInput,
  startComparison,
} from './gate/start-comparison.ts';
export { testTrends } from './gate/test-trends.ts';
export { type ComparisonReport, OPPONENTS, type Opponent, type Verdict } from './gate/types.ts';
export { comparisonJob } from './gate/work-on-comparison.ts';
export {
  ADAPTER_JOB,
  getAdapterImport,
  listAdapterImports,
  startAdapterImport,
  sweepReceivedAdapters,
} from './interchange/adapter-imports.ts';
export { adapterJob } from './interchange/adapter-job.ts';
export {
  type CarriedLesson,
  carriedLessonColumns,
  carriedTestColumns,
} from './interchange/carried-rows.ts';
export { findCarriedVersion, readCarriedAdapter } from './interchange/carried-version.ts';
export {
  type CarriedFile,
  exportAdapterFile,
  exportModelFile,
} from './interchange/carry-files.ts';
export { EXPORT_FORMS, type ExportFormat, exportFormOf } from './interchange/export-forms.ts';
export {
  exportVersion,
  exportVersionAdapter,
} from './interchange/export-version.ts';
export { importAdapter } from './interchange/import-adapter.ts';
export { MAX_ADAPTER_UPLOAD_BYTES } from './interchange/received-adapters.ts';
export {
  discardPrepared,
  PEFT_LIMITS,
  type PreparedVersion,
  prepareCarriedVersion,
  restoreVersion,
} from './interchange/restore-version.ts';
export {
  checkLessons,
  type LessonCheck,
  type LessonFinding,
  lessonFindings,
} from './lessons/check-lessons.ts';
export { type CreateLessonInput, createLesson } from './lessons/create-lesson.ts';
export { deleteLesson } from './lessons/delete-lesson.ts';
export { exportLessons, type LessonExport } from './lessons/export-lessons.ts';
export { writeZip } from './lessons/formats/zip.ts';
export { getLesson, type LessonId } from './lessons/get-lesson.ts';
export {
  type ImportLessonsInput,
  type ImportLessonsReport,
  importLessons,
  type LessonFile,
  type LessonFileReport,
} from './lessons/import-lessons.ts';
export { lessonFilesOf, type NamedBytes } from './lessons/lesson-files.ts';
export {
  allLessons,
  type LessonFilter,
  type LessonPage,
  type ListLessonsInput,
  listLessons,
} from './lessons/list-lessons.ts';
export { normalisedText, questionKey } from './lessons/question-key.ts';
export { LESSON_FORMATS, type LessonFormat } from './lessons/read-lessons.ts';
export { approveLesson, type LessonStateInput, retireLesson } from './lessons/set-lesson-state.ts';
export type { Lesson, LessonContent, LessonDeps } from './lessons/types.ts';
export { LESSON_SOURCES, LESSON_STATES } from './lessons/types.ts';
export { type LessonChanges, type UpdateLessonInput, updateLesson } from './lessons/update-lesson.ts';
export { type LoadTeachingInput, loadTeachingMaterial } from './load-teaching-material.ts';
export { type CorrectAnswerInput, correctAnswer } from './preference/correct-answer.ts';
export { deletePair } from './preference/delete-pair.ts';
export { listPairs } from './preference/list-pairs.ts';
export { planPreferenceStep, readPreferenceRows } from './preference/prepare-step.ts';
export { approvePair, retirePair } from './preference/set-pair-state.ts';
export { runRetestClock } from './retests/retest-clock.ts';
export { testChanges } from './retests/test-changes.ts';
export type { RetestDeps } from './retests/types.ts';
export { RETEST_JOB, retestJob } from './retests/work-on-retest.ts';
export { bindTeachStages } from './runs/bind-teach-stages.ts';
export { cancelRun } from './runs/cancel-run.ts';
export { estimateRun } from './runs/estimate-run.ts';
export { getRun, listRuns } from './runs/get-run.ts';
export { type Machine, thisMachine } from './runs/machine.ts';
export { pauseRun } from './runs/pause-run.ts';
export { findActiveRun } from './runs/require-free-machine.ts';
export { resumeRun } from './runs/resume-run.ts';
export type { Run, RunDeps } from './runs/run.ts';
export { isAtRest } from './runs/run-states.ts';
export { startRun, TEACH_JOB } from './runs/start-run.ts';
export type { TeachDeps, TeachStages } from './runs/teach-deps.ts';
export { watchRun } from './runs/watch-run.ts';
export { teachJob } from './runs/work-on-run.ts';
export { exportTestQuestions } from './test-questions/export-test-questions.ts';
export {
  deleteTestQuestion,
  getTestQuestion,
  type TestQuestionId,
} from './test-questions/get-test-question.ts';
export {
  type ImportTestsInput,
  type ImportTestsReport,
  importTestQuestions,
  type TestFileReport,
} from './test-questions/import-test-questions.ts';
export {
  allTestQuestions,
  type ListTestQuestionsInput,
  listTestQuestions,
  type TestFilter,
  type TestPage,
} from './test-questions/list-test-questions.ts';
export { TEST_FORMATS, type TestFormat } from './test-questions/read-tests.ts';
export {
  createTestQuestion,
  type TestChanges,
  type UpdateTestQuestionInput,
  updateTestQuestion,
} from './test-questions/save-test-question.ts';
export { questionRowOf } from './test-questions/test-row.ts';
export type { TestContent, TestQuestion } from './test-questions/types.ts';

export { openTrainer, type TrainerDeps } from './training/open-trainer.ts';

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
export { type CreateVersionInput, createVersion } from './versions/create-version.ts';
export { getDataCard } from './versions/data-card.ts';
export { type Derived, type EraseInput, eraseDerived, findDerived } from './versions/erasure.ts';
export type { ErasureTarget } from './versions/find-derived.ts';
export { findVerdict, findVerdicts } from './versions/find-verdict.ts';
export { getVersion, listVersions } from './versions/get-version.ts';
export { partsInWords } from './versions/ground.ts';
export { getJudgedVersion, type JudgedVersion, listJudgedVersions } from './versions/judged-versions.ts';
export { leaseVersion } from './versions/lease-version.ts';
export { mergeVersion, versionFolder } from './versions/merge-version.ts';
export { getModelCard } from './versions/model-card.ts';
export { openVersionGenerator } from './versions/open-version-generator.ts';
export { type PublishDeps, type PublishInput, publish } from './versions/publish.ts';
export {
  findCurrentRelease,
  listReleases,
  type NotBroughtBack,
  type Release,
} from './versions/release-row.ts';
export { removeVersion } from './versions/remove-version.ts';
export { retireVersion } from './versions/retire-version.ts';
export { rollback } from './versions/rollback.ts';
export { BASE_KEY, type ServedGenerator, ServedGenerators } from './versions/served-generators.ts';
export { sweepVersionFolders } from './versions/sweep-version-folders.ts';
export type { GateVerdict, Version, VersionDeps } from './versions/types.ts';
