/** A text that staff send often. */
export type CannedReplyTable = {
  id: string;
  bot_id: string;
  /** What staff type to find it; one of a kind in a bot. */
  shortcut: string;
  text: string;
  author: string;
  version: number;
  created_at: number;
  updated_at: number;
};

/** How content a visitor was, 1 to 5. */
export type ConversationRatingTable = {
  conversation_id: string;
  bot_id: string;
  score: number;
  comment: string;
  created_at: number;
  updated_at: number;
};
