/** What a visitor left in the form. */
export type ContactRequestTable = {
  id: string;
  bot_id: string;
  conversation_id: string;
  name: string;
  email: string;
  message: string;
  handled_by: string | null;
  handled_at: number | null;
  created_at: number;
};

/** One thing to be sent, with what became of it. */
export type DeliveryTable = {
  id: string;
  bot_id: string;
  conversation_id: string | null;
  contact_request_id: string | null;
  channel: 'email' | 'webhook';
  /** Address or URL. */
  target: string;
  event: string;
  /** JSON of a webhook; empty for a mail, whose transcript is written when it is sent. */
  body: string;
  state: 'waiting' | 'sent' | 'failed';
  attempts: number;
  /** HTTP status of the last try. */
  status: number | null;
  error_message: string | null;
  created_at: number;
  updated_at: number;
};
