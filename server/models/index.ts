/**
 * Purpose: open weights in, running models out: catalogue, sources, readers, conversion, child processes.
 * Invariant: no model ever runs in the HTTP process; every file is checked by hash before it is served.
 * Must never know: bots, documents, conversations.
 */
export type {
  ChatMessage,
  Embedder,
  GenerateEvent,
  GenerateRequest,
  Generator,
  ModelIdentity,
} from './types.ts';
