import type { Generated } from 'kysely';

export type CorrectionRoute = 'fact' | 'approved' | 'lesson';
/**
 * `applying`, `undoing`: at work. `failed`: it could not be applied; what it made is being taken back, then the record goes.
 */
export type CorrectionState = 'applying' | 'applied' | 'failed' | 'undoing' | 'undone';

/** One answer put right by staff: what was said, what should have been, and what was made of it. */
export type CorrectionTable = {
  /** Order of arrival. Set by the database. */
  sequence: Generated<number>;
  id: string;
  bot_id: string;
  turn_id: string;
  message_id: string | null;
  /** Without personal data, all three. */
  question: string;
  before: string;
  after: string;
  route: CorrectionRoute;
  /** Of a fact: the heading it stands under, and the passage; null otherwise. */
  heading: string | null;
  passage: string | null;
  /** JSON: ids of what was made, and what stood there before; of what is about to be made, while it is `applying`. */
  made: string;
  /** Of a lesson: its id, and that of the preference beside it, as in `made`. */
  lesson_id: Generated<string | null>;
  pair_id: Generated<string | null>;
  state: CorrectionState;
  /** While it is at work: the process that does it. */
  held_by?: string | null;
  author: string;
  undone_by: string | null;
  created_at: number;
  updated_at: number;
};

/** Passages that are not to be found any more, by their text: also when their document is read again. */
export type WithheldPassageTable = {
  bot_id: string;
  /** SHA-256 of the passage's text, hex. */
  text_hash: string;
  document_id: string;
  created_at: number;
};
