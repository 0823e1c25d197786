import type { Generated } from 'kysely';

export type CorrectionRoute = 'fact' | 'approved' | 'lesson';
export type CorrectionState = 'applied' | 'undone';

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
  /** JSON: ids of what was made, and what stood there before. */
  made: string;
  state: CorrectionState;
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
