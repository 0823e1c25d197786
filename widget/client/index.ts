/**
 * Purpose: the conversation without a face: session, stream reader, message reducer, recovery.
 * Invariant: no React, no DOM beyond fetch and storage; a message is sent again only when the server does not have it.
 * Must never know: how it looks, in which language.
 */
export {
  type ChatClient,
  createChatClient,
  type LeftMessage,
  type Thumb,
  type ThumbReason,
} from './client.ts';
export { createConversation } from './conversation.ts';
export type { ConversationControl, ConversationView } from './conversation-view.ts';
export type { TokenSource } from './identity.ts';
export { applyPart, failed, fromStored, type Message, newMessage } from './message.ts';
export { ClientError, type Problem } from './problem.ts';
export { browserStorage, type FormDraft, type SessionStorage } from './saved-session.ts';
export { readEvents } from './sse.ts';
