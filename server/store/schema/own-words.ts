export type OwnWordTable = {
  id: string;
  bot_id: string;
  /** As customers say it: a word or a short phrase. */
  customers_say: string;
  /** Its stems with spaces between them; each once a bot. */
  said_key: string;
  /** JSON string array: what the pages say for it. */
  pages_say: string;
  note: string;
  /** Who added it: `user:<id>`, `key:<id>`, `system:<part>`. */
  added_by: string;
  version: number;
  created_at: number;
  updated_at: number;
};
