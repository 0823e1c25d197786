export type KeptOverlapTable = {
  bot_id: string;
  /** SHA-256 of both texts, hex. */
  key: string;
  kept_by: string;
  created_at: number;
};
