import type { Generated, GeneratedAlways } from 'kysely';
import type { HandoffReason } from '../contract/index.ts';
import type {
  InvitationTable,
  UserLoginTable,
  UserSessionTable,
  UserTable,
  UserTwoFactorTable,
} from './schema/accounts.ts';
import type { ApprovedAnswerTable } from './schema/approved-answers.ts';
import type { AttachmentTable } from './schema/attachments.ts';
import type { CitedPassageTable } from './schema/cited-passages.ts';
import type { ComparisonJudgementTable, ComparisonTable } from './schema/comparisons.ts';
import type { ContactRequestTable, DeliveryTable } from './schema/contact-requests.ts';
import type { CorrectionTable, WithheldPassageTable } from './schema/corrections.ts';
import type { CrawlPageTable, CrawlTable } from './schema/crawls.ts';
import type { DataRowTable, DataSetTable } from './schema/data-sets.ts';
import type { DecisionMeasureTable } from './schema/decision-measures.ts';
import type { DecisionModelTable } from './schema/decision-models.ts';
import type {
  BlockedVisitorTable,
  ConversationEventTable,
  ConversationNoteTable,
  ConversationState,
  ConversationTagTable,
  EventCounterTable,
  StaffPresenceTable,
} from './schema/handoff.ts';
import type { IdentityKeyTable } from './schema/identity-keys.ts';
import type { CannedReplyTable, ConversationRatingTable } from './schema/inbox-extras.ts';
import type { KeptOverlapTable } from './schema/kept-overlaps.ts';
import type { LessonTable, TestQuestionTable } from './schema/lessons.ts';
import type { ModelVersionTable, ReleaseTable, VersionWeightsTable } from './schema/model-versions.ts';
import type { OwnWordTable } from './schema/own-words.ts';
import type { PreferencePairTable } from './schema/preferences.ts';
import type { ProcessLeaseTable } from './schema/process-leases.ts';
import type { TeachCheckpointTable, TeachPointTable, TeachRunTable } from './schema/teach-runs.ts';
import type { TestOutcomeTable, TestRunTable } from './schema/test-runs.ts';
import type { FeedbackTable, FlaggedAnswerTable, TopicQuestionTable, TopicTable } from './schema/topics.ts';
import type { WebhookSecretTable } from './schema/webhook-secrets.ts';
import type { WidgetSiteTable } from './schema/widget-sites.ts';

/** Times are milliseconds since the epoch (INTEGER / BIGINT); JSON is TEXT; flags are 0 or 1; binary is BLOB / BYTEA. */
export type Database = {
  bots: BotTable;
  documents: DocumentTable;
  crawls: CrawlTable;
  crawl_pages: CrawlPageTable;
  passages: PassageTable;
  passage_vectors: PassageVectorTable;
  index_states: IndexStateTable;
  conversations: ConversationTable;
  messages: MessageTable;
  turns: TurnTable;
  cited_passages: CitedPassageTable;
  event_counters: EventCounterTable;
  conversation_events: ConversationEventTable;
  conversation_notes: ConversationNoteTable;
  conversation_tags: ConversationTagTable;
  blocked_visitors: BlockedVisitorTable;
  staff_presence: StaffPresenceTable;
  contact_requests: ContactRequestTable;
  deliveries: DeliveryTable;
  canned_replies: CannedReplyTable;
  conversation_ratings: ConversationRatingTable;
  attachments: AttachmentTable;
  api_keys: ApiKeyTable;
  audit_entries: AuditEntryTable;
  jobs: JobTable;
  process_leases: ProcessLeaseTable;
  lessons: LessonTable;
  test_questions: TestQuestionTable;
  preference_pairs: PreferencePairTable;
  data_sets: DataSetTable;
  data_rows: DataRowTable;
  teach_runs: TeachRunTable;
  teach_points: TeachPointTable;
  teach_checkpoints: TeachCheckpointTable;
  version_weights: VersionWeightsTable;
  model_versions: ModelVersionTable;
  releases: ReleaseTable;
  comparisons: ComparisonTable;
  comparison_judgements: ComparisonJudgementTable;
  test_runs: TestRunTable;
  test_outcomes: TestOutcomeTable;
  approved_answers: ApprovedAnswerTable;
  decision_measures: DecisionMeasureTable;
  decision_models: DecisionModelTable;
  identity_keys: IdentityKeyTable;
  webhook_secrets: WebhookSecretTable;
  users: UserTable;
  user_sessions: UserSessionTable;
  user_logins: UserLoginTable;
  user_two_factors: UserTwoFactorTable;
  invitations: InvitationTable;
  feedback: FeedbackTable;
  flagged_answers: FlaggedAnswerTable;
  topics: TopicTable;
  topic_questions: TopicQuestionTable;
  corrections: CorrectionTable;
  withheld_passages: WithheldPassageTable;
  kept_overlaps: KeptOverlapTable;
  own_words: OwnWordTable;
  widget_sites: WidgetSiteTable;
};

export type BotTable = {
  id: string;
  name: string;
  language: string;
  /** JSON of `BotSettings`. */
  settings: string;
  settings_version: number;
  created_at: number;
  updated_at: number;
  /** Since when it answers nobody; null while it serves. */
  archived_at: Generated<number | null>;
  /** Since when it is being made of a file; nobody sees it until that is null. */
  arriving_since: Generated<number | null>;
  /** Since when it is being deleted; nobody sees it any more. */
  leaving_since: Generated<number | null>;
  /** Rises with every change of what its customers call things. */
  words_version: Generated<number>;
};

export type DocumentState = 'waiting' | 'reading' | 'preparing' | 'ready' | 'failed';

export type DocumentTable = {
  id: string;
  bot_id: string;
  /** Stable name inside the bot, for instance the file's name; a second upload of it replaces the first. */
  name: string;
  title: string;
  media_type: string;
  url: string | null;
  /** SHA-256 of the bytes, hex. */
  content_hash: string;
  bytes: Uint8Array;
  byte_length: number;
  state: DocumentState;
  error_code: string | null;
  error_message: string | null;
  /** 0 when staff switched it off. */
  enabled: number;
  /** Before and after these no search returns it; null: without a bound. */
  valid_from: number | null;
  valid_until: number | null;
  /** Who may be told: `everyone`, `signed-in`, or a JSON array of groups. */
  audience: Generated<string>;
  created_at: number;
  updated_at: number;
};

export type PassageTable = {
  /** Row number, which the full-text index refers to. Set by the database. */
  sequence: Generated<number>;
  id: string;
  bot_id: string;
  document_id: string;
  /** 0-based order inside the document. */
  position: number;
  /** JSON string array: document title, then headings, outermost first. */
  title_path: string;
  text: string;
  /** 1 when the passage may be found. */
  enabled: number;
  /** Little-endian float32, unit length. Null until prepared. */
  embedding: Uint8Array | null;
  embedder: string | null;
  /** Characters in `text`; kept by the database, for the length norm of BM25. */
  text_length: GeneratedAlways<number>;
};

/** Exists only on PostgreSQL with pgvector (`store.hasVectors`); a projection of `passages.embedding`. */
export type PassageVectorTable = {
  passage_id: string;
  bot_id: string;
  /** pgvector's text form, `[0.1,0.2]`. */
  embedding: string;
};

export type IndexStateTable = {
  bot_id: string;
  /** Rises with every change to what can be found. */
  version: number;
  embedder: string;
  updated_at: number;
};

export type ConversationTable = {
  id: string;
  bot_id: string;
  /** SHA-256 of the visitor's session secret, hex. */
  visitor_hash: string;
  state: ConversationState;
  /** Rises with each change of `state`. */
  handoff_version: Generated<number>;
  /** Why a person was offered or asked for; null with the bot. */
  handoff_reason: HandoffReason | null;
  /** Who has the conversation; null unless `with-person`. */
  agent_id: string | null;
  agent_name: string | null;
  /** Whom it was left for while it waits; null otherwise. */
  meant_for_id: Generated<string | null>;
  meant_for_name: Generated<string | null>;
  /** Place in the waiting list. */
  queued_at: number | null;
  /** When `due_event` happens by itself. */
  due_at: number | null;
  due_event: string | null;
  /** Since the bot last began. */
  refusals: Generated<number>;
  dislikes: Generated<number>;
  created_at: number;
  updated_at: number;
  /** JSON of `VisitorDetails`: what the site or its token says of the visitor. */
  visitor_details: string | null;
  /** Since when nothing of it may be taught; null while it may. */
  not_taught_at: Generated<number | null>;
};

export type MessageTable = {
  id: string;
  conversation_id: string;
  /** 0-based order inside the conversation. */
  position: number;
  role: 'user' | 'assistant';
  /** JSON of AI SDK UI message parts. */
  parts: string;
  text: string;
  status: 'complete' | 'streaming' | 'failed' | 'stopped';
  /** The person of the staff who wrote it; null for visitor and bot. */
  author_id: string | null;
  author_name: string | null;
  /** The sender's own mark, so that sending again adds nothing. */
  send_key: string | null;
  /** While it is `streaming`: the process that writes it. */
  held_by?: string | null;
  created_at: number;
};

export type TurnTable = {
  id: string;
  conversation_id: string | null;
  bot_id: string;
  message_id: string | null;
  kind: string;
  /** 1: the visitor was told that the bot is not sure of it. */
  unsure: Generated<number>;
  /** JSON of `Passport`. */
  passport: string;
  /** JSON of the history it was asked with, and what was said; null inside a conversation, whose messages hold both. */
  history?: string | null;
  reply?: string | null;
  created_at: number;
};

export type ApiKeyTable = {
  id: string;
  name: string;
  /** SHA-256 of the secret, hex. */
  secret_hash: string;
  role: 'admin' | 'staff' | 'integrator' | 'reader';
  /** Null: every bot. */
  bot_id: string | null;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
};

export type AuditEntryTable = {
  sequence: Generated<number>;
  at: number;
  actor: string;
  verb: string;
  subject: string;
  /** JSON, without personal values. */
  details: string;
};

export type JobTable = {
  id: string;
  kind: string;
  /** With it the job ends; null where it works for none. */
  bot_id: string | null;
  /** At most one unfinished job a key. */
  unique_key: string | null;
  /** JSON. */
  input: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** JSON: `{ done, total, note? }`. */
  progress: string | null;
  attempts: number;
  max_attempts: number;
  run_after: number;
  /** The process that works on it; as long as that lives, nobody else does. */
  held_by: string | null;
  /** Used once: what another has taken up meanwhile can no longer be written. */
  lease_owner: string | null;
  error_code: string | null;
  error_message: string | null;
  created_at: number;
  updated_at: number;
};
