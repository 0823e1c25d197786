export type ApprovedAnswerTable = {
  id: string;
  bot_id: string;
  question: string;
  /** JSON string array: other ways to ask it. */
  paraphrases: string;
  answer: string;
  /** Who answers for its being right. */
  owner: string;
  /** After this it is not said any more. */
  expires_at: number | null;
  enabled: number;
  hits: number;
  last_hit_at: number | null;
  version: number;
  created_at: number;
  updated_at: number;
};
