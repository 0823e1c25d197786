/** A passage that a reply inside a conversation cites. Passage and document may be gone since. */
export type CitedPassageTable = {
  turn_id: string;
  passage_id: string;
  document_id: string;
  conversation_id: string;
  bot_id: string;
};
