/**
 * Purpose: what crosses the wire: schemas, stream events, error codes.
 * Invariant: imports zod only; schemas never transform, so client and server types agree.
 * Must never know: any other room.
 */
export {
  type AskReply,
  type AskRequest,
  askReplySchema,
  askRequestSchema,
  type Readiness,
  readinessSchema,
  type TurnBody,
  turnSchema,
} from './admin.ts';
export {
  type AnswerKind,
  answerKindSchema,
  type HistoryMessage,
  historyMessageSchema,
  type Passport,
  passportSchema,
  type Source,
  sourceSchema,
} from './answer.ts';
export {
  botIdSchema,
  type ChatRequest,
  type Conversation,
  type ConversationMessage,
  chatRequestSchema,
  conversationMessageSchema,
  conversationSchema,
  MAX_MESSAGE_CHARS,
  type PublicBot,
  publicBotSchema,
  type SentMessage,
  type Session,
  sentMessageSchema,
  sessionSchema,
} from './chat.ts';
export {
  type ApiKeyBody,
  apiKeyCreateSchema,
  apiKeyListSchema,
  type ConversationList,
  type ConversationOutcome,
  type ConversationSummary,
  conversationListSchema,
  conversationOutcomeSchema,
  newApiKeySchema,
  type Overview,
  overviewSchema,
  type PassageList,
  passageListSchema,
  REPLY_OUTCOME,
  type SearchHitBody,
  type SearchResultBody,
  searchRequestSchema,
  searchResultSchema,
} from './console.ts';
export {
  type Document,
  type DocumentDetailBody,
  documentChangeSchema,
  documentDetailSchema,
  documentListSchema,
  documentSchema,
  type IngestEventBody,
  ingestEventSchema,
} from './documents.ts';
export { ERROR_CODES, type ErrorBody, type ErrorCode, errorBodySchema, errorCodeSchema } from './errors.ts';
export {
  type ChatCompletion,
  type ChatCompletionChunk,
  type ChatCompletionRequest,
  chatCompletionChunkSchema,
  chatCompletionRequestSchema,
  chatCompletionSchema,
  type EmbeddingList,
  type EmbeddingRequest,
  embeddingListSchema,
  embeddingRequestSchema,
  type ModelList,
  modelListSchema,
  type OpenaiError,
  type OpenaiUsage,
  openaiErrorSchema,
} from './openai.ts';
export {
  type ConversationStateName,
  conversationStateSchema,
  type MessagePart,
  messagePartSchema,
  type ReplyMetadata,
  replyMetadataSchema,
  SESSION_HEADER,
  type StreamPart,
  streamPartSchema,
  UI_STREAM_HEADER,
  UI_STREAM_VERSION,
} from './stream.ts';
