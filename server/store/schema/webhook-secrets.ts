export type WebhookSecretTable = {
  /** What the secret is derived from. */
  id: string;
  bot_id: string;
  created_at: number;
  /** Signs until then; null: until another takes its place. */
  retires_at: number | null;
};
