import type { HistoryMessage } from '../../contract/index.ts';
import type { TestSplit } from '../../store/index.ts';

/** What a test asks and expects. */
export type TestContent = {
  /** The id it has in files, unique inside the bot; made of its words when absent. */
  name?: string;
  /** What it tries: `answerable`, `near-miss`, ... */
  kind?: string;
  /** Earlier turns, oldest first. */
  history?: readonly HistoryMessage[];
  question: string;
  /** An ideal answer. */
  reference?: string;
  /** Key facts the answer must contain, compared without case. */
  mustInclude?: readonly string[];
  /** Names of the documents that hold the answer. */
  goldDocuments?: readonly string[];
  /** False: the right reaction is to decline. True when absent. */
  answerable?: boolean;
  /** Nothing is published while this one fails. */
  mustPass?: boolean;
  /** `heldout` when absent: measured on, never looked at while working. */
  split?: TestSplit;
  author?: string;
};

export type TestQuestion = {
  id: string;
  botId: string;
  name: string;
  kind?: string;
  history: HistoryMessage[];
  question: string;
  reference?: string;
  mustInclude: string[];
  goldDocuments: string[];
  answerable: boolean;
  mustPass: boolean;
  split: TestSplit;
  author: string;
  /** Rises with every change. */
  version: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number;
};
