import type { Clock, Complaint } from '../../base/index.ts';
import type { HistoryMessage } from '../../contract/index.ts';
import type { LessonKind, LessonSource, LessonState, Store } from '../../store/index.ts';

export const LESSON_STATES = ['draft', 'approved', 'retired'] as const satisfies readonly LessonState[];
export const LESSON_SOURCES = [
  'form',
  'correction',
  'handoff',
  'csv',
  'qna',
  'jsonl',
  'synthesis',
] as const satisfies readonly LessonSource[];

export type LessonDeps = { store: Store; clock: Clock };

/** What a lesson says; everything else is about it. */
export type LessonContent = {
  /** `knowledge`: what the documents say; `skill`: how to say it. `knowledge` when absent. */
  kind?: LessonKind;
  /** Earlier turns, oldest first. */
  history?: readonly HistoryMessage[];
  question: string;
  answer: string;
  /** The passage it was written from. */
  context?: string;
  /** Name of the document it rests on. */
  documentName?: string;
  /** What the skill is about, in words. */
  task?: string;
  /** Where it comes from, in the author's words: a title, an address. */
  origin?: string;
  /** Who wrote it; the actor when absent. */
  author?: string;
  licence?: string;
};

export type Lesson = {
  id: string;
  botId: string;
  kind: LessonKind;
  history: HistoryMessage[];
  question: string;
  answer: string;
  context?: string;
  documentName?: string;
  task?: string;
  source: LessonSource;
  origin?: string;
  author: string;
  licence?: string;
  /** Who approved it. */
  reviewer?: string;
  state: LessonState;
  /** Rises with every change. */
  version: number;
  contentHash: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number;
  /** When its words were erased; it has none since. */
  erasedAt?: number;
};

/** How many rows of a file have something wrong with them: several complaints of one line are one. */
export function refusedRows(complaints: readonly Complaint[]): number {
  return new Set(complaints.map(({ line }) => line)).size;
}

/** A lesson as a file holds it, with its place there. */
export type ReadLesson = {
  content: LessonContent;
  line: number;
  column: number;
  field?: string;
  /** Names of the documents of which one holds the context. */
  documents?: string[];
};

/** What a file gave. Rows with a complaint of their own are not among the lessons. */
export type ReadFile = { lessons: ReadLesson[]; complaints: Complaint[] };
