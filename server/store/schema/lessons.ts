import type { Generated } from 'kysely';

export type LessonKind = 'knowledge' | 'skill';
export type LessonSource = 'form' | 'correction' | 'handoff' | 'csv' | 'qna' | 'jsonl' | 'synthesis';
export type LessonState = 'draft' | 'approved' | 'retired';

export type LessonTable = {
  /** Order of arrival. Set by the database. */
  sequence: Generated<number>;
  id: string;
  bot_id: string;
  kind: LessonKind;
  /** JSON of `HistoryMessage[]`, oldest first. */
  history: string;
  question: string;
  answer: string;
  /** The passage it was written from. */
  context: string | null;
  document_name: string | null;
  /** What the skill is about, in words. */
  task: string | null;
  source: LessonSource;
  /** Where it comes from, in the author's words. */
  origin: string | null;
  author: string;
  licence: string | null;
  reviewer: string | null;
  state: LessonState;
  version: number;
  /** SHA-256 over its normalised words, hex: the same lesson is kept once. */
  content_hash: string;
  /** SHA-256 over the normalised question and what the visitor said before, hex. */
  question_key: string;
  created_at: number;
  updated_at: number;
  /** When its words were erased: they are empty since, and it is retired for good. */
  erased_at: Generated<number | null>;
};

export type TestSplit = 'dev' | 'heldout';

export type TestQuestionTable = {
  /** Order of arrival. Set by the database. */
  sequence: Generated<number>;
  id: string;
  bot_id: string;
  /** The id it has in files; unique inside the bot. */
  name: string;
  /** What it tries: `answerable`, `near-miss`, ... */
  kind: string | null;
  /** JSON of `HistoryMessage[]`, oldest first. */
  history: string;
  question: string;
  reference: string | null;
  /** JSON string array. */
  must_include: string;
  /** JSON string array of document names. */
  gold_documents: string;
  answerable: number;
  must_pass: number;
  split: TestSplit;
  author: string;
  version: number;
  /** As in `lessons`: a question is a lesson or a test, never both. */
  question_key: string;
  created_at: number;
  updated_at: number;
};
