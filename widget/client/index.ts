/**
 * Purpose: the conversation without a face: session, stream reader, message reducer.
 * Invariant: no React, no DOM beyond fetch and storage.
 * Must never know: how it looks.
 */
export { browserStorage, type ChatClient, ClientError, createChatClient } from './client.ts';
export { applyPart, failed, fromStored, type Message, newMessage } from './message.ts';
export { readEvents } from './sse.ts';
