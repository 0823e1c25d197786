/**
 * Purpose: the one source of truth: schema, migrations and the handle, on SQLite or PostgreSQL.
 * Invariant: what was acknowledged is durable; dialect differences live in one file, `dialect.ts`.
 * Must never know: what the rows mean to a person.
 */
export {
  backUpDatabase,
  keptByPostgres,
  measureDatabase,
  restoreDatabase,
  sweepCopies,
} from './back-up.ts';
export { backUpApart } from './back-up-apart.ts';
export type { Collection, PassageScore } from './bm25.ts';
export { isUniqueViolation, lockSkippingLocked, storedFlag, storedTime } from './dialect.ts';
export { holdsText } from './holds-text.ts';
export { isFileLocked, lockFile } from './lock-file.ts';
export { type OpenStoreOptions, openStore, type Store } from './open-store.ts';
export type { InvitationTable, UserRole } from './schema/accounts.ts';
export type { ApprovedAnswerTable } from './schema/approved-answers.ts';
export type { ComparisonState, ComparisonTable, JudgementChoice } from './schema/comparisons.ts';
export type { ContactRequestTable, DeliveryTable } from './schema/contact-requests.ts';
export type { CorrectionRoute, CorrectionTable } from './schema/corrections.ts';
export type { CrawlPageTable, CrawlTable } from './schema/crawls.ts';
export type { ConversationEventKind, ConversationEventTable, ConversationState } from './schema/handoff.ts';
export type { IdentityKeyTable } from './schema/identity-keys.ts';
export type { CannedReplyTable } from './schema/inbox-extras.ts';
export type {
  LessonKind,
  LessonSource,
  LessonState,
  LessonTable,
  TestQuestionTable,
  TestSplit,
} from './schema/lessons.ts';
export type { ReleaseTable, VersionState } from './schema/model-versions.ts';
export type { OwnWordTable } from './schema/own-words.ts';
export type { PreferencePairTable, PreferenceSource, PreferenceState } from './schema/preferences.ts';
export type { TestRunTable } from './schema/test-runs.ts';
export type { TopicState } from './schema/topics.ts';
export type { WebhookSecretTable } from './schema/webhook-secrets.ts';
export type {
  ApiKeyTable,
  BotTable,
  Database,
  DocumentState,
  JobTable,
} from './schema.ts';
export { checkSealKey } from './seal-file.ts';
export { readCollection, type SearchPassagesInput, searchPassages } from './search-passages.ts';
export { INDEXED_DIMENSIONS } from './vectors.ts';
