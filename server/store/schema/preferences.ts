import type { Generated } from 'kysely';

export type PreferenceSource = 'correction' | 'blind-review' | 'thumbs';
export type PreferenceState = 'draft' | 'approved' | 'retired';

export type PreferencePairTable = {
  /** Order of arrival. Set by the database. */
  sequence: Generated<number>;
  id: string;
  bot_id: string;
  /** JSON of `ChatMessage[]`: the prompt as served. */
  messages: string;
  /** What that prompt asks, to be searched. */
  question: Generated<string>;
  chosen: string;
  rejected: string;
  source: PreferenceSource;
  /** The answer that was corrected. */
  turn_id: string | null;
  /** JSON string array: documents whose text stands in the prompt. */
  document_ids: string;
  author: string;
  reviewer: string | null;
  /** Null while it is not retired, and where nobody is known. */
  retired_by: Generated<string | null>;
  state: PreferenceState;
  version: number;
  /** SHA-256 over prompt and both answers, hex: the same pair is kept once. */
  content_hash: string;
  created_at: number;
  updated_at: number;
  /** As in `lessons`. */
  erased_at: Generated<number | null>;
};
