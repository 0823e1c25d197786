/**
 * Purpose: conversations, and each turn as it is served, followed and recorded.
 * Invariant: what a visitor was shown is stored first; a conversation opens only with the session that began it.
 * Must never know: HTTP, how an answer comes about.
 */
export { askAgain } from './ask-again.ts';
export { askBot, askBotToEnd } from './ask-bot.ts';
export { createVisitor, identifiedVisitor, parseVisitor, readerOf } from './conversation-id.ts';
export { findConversation } from './find-conversation.ts';
export { findRunningTurn, stopTurn } from './find-running-turn.ts';
export { followConversation, type LivePart } from './follow-conversation.ts';
export { forgetOldConversations, runRetentionClock } from './forget-old-conversations.ts';
export { getConversation } from './get-conversation.ts';
export { getTranscript } from './get-transcript.ts';
export { getTurn, getTurnInContext, type TurnInContext } from './get-turn.ts';
export { type ListConversationsInput, listConversations } from './list-conversations.ts';
export { listOwnConversations } from './list-own-conversations.ts';
export { rateConversation } from './rate-conversation.ts';
export { rateReply } from './rate-reply.ts';
export { recoverReplies, runReplyClock } from './recover-replies.ts';
export { replayTurn, replayVerdict } from './replay-turn.ts';
export { leaveHandoff, noteVisitorTyping, requestPerson, stopAnswer } from './request-person.ts';
export { type RunningTurn, RunningTurns } from './running-turns.ts';
export { sendContactForm } from './send-contact-form.ts';
export { MAX_FILE_BYTES, sendFile } from './send-file.ts';
export { type SendMessageInput, sendMessage } from './send-message.ts';
export type { ChatDeps, Visitor } from './types.ts';
