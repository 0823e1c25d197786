import type { Generated } from 'kysely';

export type ConversationState = 'bot' | 'offered' | 'requested' | 'waiting' | 'with-person' | 'closed';

/** The last number given to an event of the bot; its row is what orders events as they are committed. */
export type EventCounterTable = { bot_id: string; last: number };

export type ConversationEventKind =
  | 'state-changed'
  | 'message-added'
  | 'note-added'
  | 'typing'
  | 'details-changed';

export type ConversationEventTable = {
  bot_id: string;
  /** From 1, without gaps, in the order of the commits. */
  sequence: number;
  conversation_id: string;
  kind: ConversationEventKind;
  /** `visitor`, `system:<part>`, or a staff member as audit entries name them. */
  actor: string;
  /** JSON. */
  data: string;
  created_at: number;
};

/** For staff only. */
export type ConversationNoteTable = {
  id: string;
  conversation_id: string;
  author: string;
  author_name: string;
  text: string;
  created_at: number;
};

export type ConversationTagTable = { conversation_id: string; tag: string };

export type BlockedVisitorTable = {
  bot_id: string;
  visitor_hash: string;
  actor: string;
  reason: string;
  created_at: number;
};

/** Who has the inbox open. */
export type StaffPresenceTable = {
  bot_id: string;
  actor: string;
  name: string;
  seen_at: number;
  /** 1 while they take no conversations. */
  away: Generated<number>;
  /** What they look at. */
  conversation_id: string | null;
};
