import type { Engine } from './dialect.ts';
import { accountTables } from './migrations/accounts.ts';
import { approvedAnswerTables } from './migrations/approved-answers.ts';
import { arrivingBots } from './migrations/arriving-bots.ts';
import { attachments } from './migrations/attachments.ts';
import { auditSearch } from './migrations/audit-search.ts';
import { botsKept } from './migrations/bots-kept.ts';
import { citedPassages } from './migrations/cited-passages.ts';
import { comparisonTables } from './migrations/comparisons.ts';
import { contactRequestTables } from './migrations/contact-requests.ts';
import { corrections } from './migrations/corrections.ts';
import { crawlTables } from './migrations/crawls.ts';
import { dataSetTables } from './migrations/data-sets.ts';
import { decisionMeasures } from './migrations/decision-measures.ts';
import { decisionModels } from './migrations/decision-models.ts';
import { decisionsKept } from './migrations/decisions-kept.ts';
import { documentAudience } from './migrations/document-audience.ts';
import { documentValidity } from './migrations/document-validity.ts';
import { documentsListed } from './migrations/documents-listed.ts';
import { documentsTold } from './migrations/documents-told.ts';
import { erasedTexts } from './migrations/erased-texts.ts';
import { feedbackIndexes } from './migrations/feedback-indexes.ts';
import { firstTables } from './migrations/first-tables.ts';
import { flaggedAnswers } from './migrations/flagged-answers.ts';
import { handoffTables } from './migrations/handoff.ts';
import { identityKeys } from './migrations/identity-keys.ts';
import { inboxExtraTables } from './migrations/inbox-extras.ts';
import { jobBots } from './migrations/job-bots.ts';
import { jobHolders } from './migrations/job-holders.ts';
import { keptOverlaps } from './migrations/kept-overlaps.ts';
import { leavingBots } from './migrations/leaving-bots.ts';
import { lessonTables } from './migrations/lessons.ts';
import { madeByCorrections } from './migrations/made-by-corrections.ts';
import { meantFor } from './migrations/meant-for.ts';
import { modelVersions } from './migrations/model-versions.ts';
import { ownWords } from './migrations/own-words.ts';
import { passagesFound } from './migrations/passages-found.ts';
import { pointParts } from './migrations/point-parts.ts';
import { preferenceSteps } from './migrations/preference-steps.ts';
import { preferencePairs } from './migrations/preferences.ts';
import { preferencesListed } from './migrations/preferences-listed.ts';
import { processLeases } from './migrations/process-leases.ts';
import { processMachines } from './migrations/process-machines.ts';
import { releaseVerdicts } from './migrations/release-verdicts.ts';
import { releaseWords } from './migrations/release-words.ts';
import { reportIndexes } from './migrations/report-indexes.ts';
import { runForgetting } from './migrations/run-forgetting.ts';
import { settledFlags } from './migrations/settled-flags.ts';
import { staffPresence } from './migrations/staff-presence.ts';
import { teachRuns } from './migrations/teach-runs.ts';
import { testRuns } from './migrations/test-runs.ts';
import { thumbSteps } from './migrations/thumb-steps.ts';
import { feedbackAndTopics } from './migrations/topics.ts';
import { unsureReplies } from './migrations/unsure-replies.ts';
import { versionDecisions } from './migrations/version-decisions.ts';
import { webhookSecrets } from './migrations/webhook-secrets.ts';

/**
 * One step forward. Once released a step never changes: its checksum is kept with the data.
 * `name` says what it brings.
 */
export type Migration = { name: string; statements(engine: Engine): readonly string[] };

/** In order; a step's number is its place in this list, from 1. */
export const MIGRATIONS: readonly Migration[] = [
  { name: 'first tables', statements: firstTables },
  { name: 'lessons and test questions', statements: lessonTables },
  { name: 'teach runs', statements: teachRuns },
  { name: 'model versions', statements: modelVersions },
  { name: 'comparisons', statements: comparisonTables },
  { name: 'preference pairs', statements: preferencePairs },
  { name: 'data sets', statements: dataSetTables },
  { name: 'approved answers', statements: approvedAnswerTables },
  { name: 'decisions fitted on own questions', statements: decisionModels },
  { name: 'accounts of people', statements: accountTables },
  { name: 'handoff to a person', statements: handoffTables },
  { name: 'feedback and topics', statements: feedbackAndTopics },
  { name: 'corrections', statements: corrections },
  { name: 'contact requests and deliveries', statements: contactRequestTables },
  { name: 'canned replies and ratings', statements: inboxExtraTables },
  { name: 'the audit record is searched', statements: auditSearch },
  { name: 'passages found by their words, faster', statements: passagesFound },
  { name: 'indexes of feedback and topics', statements: feedbackIndexes },
  { name: 'keys that vouch for visitors', statements: identityKeys },
  { name: 'bots out of service, sites with widgets', statements: botsKept },
  { name: 'who of the staff is away, and what each looks at', statements: staffPresence },
  { name: 'how a bot decides on its tests', statements: decisionMeasures },
  { name: 'sites that are read', statements: crawlTables },
  { name: 'how long a document holds', statements: documentValidity },
  { name: 'passages that replies cite', statements: citedPassages },
  { name: 'what a release rests on', statements: releaseVerdicts },
  { name: 'lessons whose words were erased', statements: erasedTexts },
  { name: 'who may be told what a document says', statements: documentAudience },
  { name: 'passages that say the same or otherwise, and shall', statements: keptOverlaps },
  { name: 'indexes to count by day', statements: reportIndexes },
  { name: 'preferences that runs learn', statements: preferenceSteps },
  { name: 'the bot that a job works for', statements: jobBots },
  { name: 'bots that arrive in a file', statements: arrivingBots },
  { name: 'files that visitors send', statements: attachments },
  { name: 'how tests went, comparison by comparison', statements: testRuns },
  { name: 'secrets that sign webhooks', statements: webhookSecrets },
  { name: 'whom a waiting conversation was left for', statements: meantFor },
  { name: 'documents listed without their files', statements: documentsListed },
  { name: 'what runs make their model forget', statements: runForgetting },
  { name: 'answers that staff marked as wrong', statements: flaggedAnswers },
  { name: 'marked answers that are put right', statements: settledFlags },
  { name: 'what customers call things', statements: ownWords },
  { name: 'processes that share a database', statements: processLeases },
  { name: 'what each point of a curve is of', statements: pointParts },
  { name: 'thumbs that runs learn', statements: thumbSteps },
  { name: 'decisions that versions bring along', statements: versionDecisions },
  { name: 'machines that processes run on', statements: processMachines },
  { name: 'words and audiences that a release began with', statements: releaseWords },
  { name: 'documents told of without their files and passages', statements: documentsTold },
  { name: 'processes that work on jobs', statements: jobHolders },
  { name: 'bots that are being deleted', statements: leavingBots },
  { name: 'decisions that staff fitted, kept beside those of versions', statements: decisionsKept },
  { name: 'what corrections made, by its id', statements: madeByCorrections },
  { name: 'what preferences ask, and who retired them', statements: preferencesListed },
  { name: 'replies that the bot is not sure of', statements: unsureReplies },
];
