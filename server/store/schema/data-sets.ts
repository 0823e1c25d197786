import type { Generated } from 'kysely';

export type DataSetTable = {
  /** Made of its content: the same content is the same set. */
  id: string;
  bot_id: string;
  /** JSON of `DataManifest`. */
  manifest: string;
  created_by: string;
  created_at: number;
};

export type DataRowTable = {
  data_set_id: string;
  /** 0-based; kept rows first, in the order in which they are handed to training. */
  position: number;
  state: 'kept' | 'dropped';
  part: string;
  /** Null for what was dropped. */
  split: 'train' | 'held-out' | null;
  question: string;
  target: string;
  /** JSON of `ChatMessage[]`, the target last; null for what was dropped. */
  messages: string | null;
  /** Why it was dropped. */
  reason: string | null;
  who: string;
  /** The conversation that it is from; null for what is from none. */
  conversation_id: Generated<string | null>;
  lesson_id: string | null;
  /** The document that the answer is from. */
  document_name: string | null;
  /** JSON string array: the documents of the passages in the prompt. */
  documents: string;
  /** JSON string array. */
  passage_ids: string;
};
