import type { Clock } from '../../base/index.ts';
import type { HistoryMessage } from '../../contract/index.ts';
import type { PassageIndex } from '../../knowledge/index.ts';
import type { ChatMessage, Embedder } from '../../models/index.ts';
import type { Store } from '../../store/index.ts';

export type DataDeps = { store: Store; embedder: Embedder; index: PassageIndex; clock: Clock };

/** What a row with help pages teaches. `removed`: the page with the answer is kept out of the prompt; `unasked`: no page says it. */
export const PAGE_PARTS = [
  'answer',
  'near-miss',
  'follow-up',
  'paraphrase',
  'removed',
  'unasked',
  'off-topic',
] as const;
export type PagePart = (typeof PAGE_PARTS)[number];

/** What the model itself said to visitors, and how people judged it: learned by itself, after all else. */
export const THUMB_PARTS = ['thumb-up', 'thumb-down'] as const;
type ThumbPart = (typeof THUMB_PARTS)[number];

/**
 * `exercise`: asked of an invented organisation, with its pages; `replay`: without any page, what the untuned model itself says
 * to a general request.
 */
export const DATA_PARTS = [...PAGE_PARTS, 'exercise', 'replay', ...THUMB_PARTS] as const;
export type DataPart = (typeof DATA_PARTS)[number];

export function isThumb(part: string): part is ThumbPart {
  return THUMB_PARTS.some((one) => one === part);
}

/** A question with the answer it ought to get, and where both come from. */
export type TaughtPair = {
  question: string;
  answer: string;
  history: readonly HistoryMessage[];
  /** The text it was written from. */
  context?: string;
  documentName?: string;
  lessonId?: string;
  /** Who vouches for it: a person's name, or the rule that made it. */
  who: string;
};

/** Parts of all rows, 0 to 1; what is left are plain answers. */
export type DataShares = {
  refusal: number;
  nearMiss: number;
  followUp: number;
  paraphrase: number;
  /** Against forgetting; left out means none, and the model is not asked. */
  replay?: number;
};

export type DataRecipe = {
  shares: DataShares;
  /** Most rows of a set; what a small model can read a few times in twenty minutes. */
  maxRows: number;
  /** Part kept for early stopping, by document, 0 to 1. */
  heldOutShare: number;
};

/** Never its key, nor more of its address than the host. */
export type TeacherRecord = { model: string; host: string };

export type DataSplit = 'train' | 'held-out';

export type RowOrigin = {
  /** The document the answer is from. */
  documentName?: string;
  lessonId?: string;
  who: string;
  /** The conversation that it is from, where it is from one. */
  conversationId?: string;
  /** Passages in the prompt, best first. */
  passageIds: string[];
  /** Documents of those passages. */
  documents: string[];
};

/** One example as it is trained on; the last message is what is learned. */
export type KeptRow = RowOrigin & {
  part: DataPart;
  /** As asked; the prompt has it with the conversation folded in. */
  question: string;
  history?: readonly HistoryMessage[];
  messages: ChatMessage[];
  split: DataSplit;
};

/** What did not become an example, and why, in words for staff. */
export type DroppedRow = Partial<RowOrigin> & {
  part: DataPart;
  question: string;
  answer: string;
  who: string;
  reason: string;
};

/** The model that is taught from a set. */
export type BaseModel = {
  id: string;
  /** Of the weights it was converted from, hex; null where they are not on this machine yet. */
  sha256: string | null;
};

export type DataManifest = {
  seed: number;
  recipe: DataRecipe;
  kept: Partial<Record<DataPart, number>>;
  dropped: number;
  train: number;
  heldOut: number;
  /** Characters of all kept rows, prompts included. */
  characters: number;
  indexVersion: number;
  settingsVersion: number;
  embedder: { id: string; sha256: string };
  base: BaseModel;
  /** Versions of the rules by which rows were made. */
  synthesis: Record<string, number>;
  /** The model that wrote questions about the documents, where one did. */
  teacher?: TeacherRecord;
  lessonIds: string[];
  /** Why nothing good can be learned from this set; empty when it can be trained on. */
  problems: string[];
  /** What staff should look at, though it can be trained on. */
  notes: string[];
};
