/** A file that a visitor sent to a person; it goes with its conversation. */
export type AttachmentTable = {
  id: string;
  conversation_id: string;
  name: string;
  /** As its bytes say. */
  media_type: string;
  bytes: Uint8Array;
  created_at: number;
};
