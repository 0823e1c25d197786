import type { Generated } from 'kysely';

type FeedbackVerdict = 'up' | 'down';
type FeedbackReason = 'wrong' | 'incomplete' | 'not-my-question' | 'unclear' | 'other';

/** What a visitor thinks of one reply; the latest word counts. */
export type FeedbackTable = {
  message_id: string;
  bot_id: string;
  conversation_id: string;
  verdict: FeedbackVerdict;
  reason: FeedbackReason | null;
  /** Without personal data. */
  comment: string | null;
  created_at: number;
  updated_at: number;
};

/** What staff says of an answer of the bot: that it is wrong. The latest word counts. */
export type FlaggedAnswerTable = {
  message_id: string;
  bot_id: string;
  conversation_id: string;
  author: string;
  author_name: string;
  /** Without personal data. */
  comment: string | null;
  flagged_at: number;
  /** Who said that it is put right; null while it is not, or where only a correction says so. */
  settled_by: string | null;
  settled_by_name: string | null;
  settled_at: number | null;
};

export type TopicState = 'open' | 'closed';

/** Questions of visitors that mean about the same. */
export type TopicTable = {
  /** Order of their making. Set by the database. */
  sequence: Generated<number>;
  id: string;
  bot_id: string;
  /** The first of its questions, without personal data. */
  label: string;
  /** Little-endian float32: the sum of its questions' unit vectors. */
  vector_sum: Uint8Array;
  embedder: string;
  state: TopicState;
  assignee: string | null;
  /** Latest change of state. */
  state_at: number;
  version: number;
  created_at: number;
  updated_at: number;
};

export type TopicQuestionTable = {
  turn_id: string;
  topic_id: string;
  bot_id: string;
  /** Without personal data. */
  question: string;
  /** JSON string array: documents found for it, nearest first. */
  document_ids: string;
  asked_at: number;
};
