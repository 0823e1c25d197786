import type { Passport } from '../../contract/index.ts';
import type { DroppedRow, KeptRow } from '../data/types.ts';

/** A reply that the model worded, with what is thought of it. */
export type JudgedReply = {
  turnId: string;
  conversationId: string;
  /** Tells visitors apart, and no more. */
  visitor: string;
  verdict: 'up' | 'down';
  /** The member of the staff who marked it as wrong; absent where the visitor's thumb stands. */
  staff?: string;
  passport: Passport;
};

export type ThumbRows = { kept: KeptRow[]; dropped: DroppedRow[] };
export type ThumbCounts = { up: number; down: number };
