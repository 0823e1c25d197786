/**
 * Purpose: the way from bot to person and back: the state machine, the waiting list, staff's side of a conversation, live events.
 * Invariant: every change of state is one of the machine's, in one transaction with its event; in no state may both bot and person speak.
 * Must never know: how an answer comes about, HTTP, whose browser a session is.
 */
export { addNote } from './add-note.ts';
export { letsOffSteam } from './anger.ts';
export { blockVisitor, unblockVisitor } from './block-visitor.ts';
export {
  changeCannedReply,
  createCannedReply,
  deleteCannedReply,
  listCannedReplies,
} from './canned-replies.ts';
export {
  handleContactRequest,
  listContactRequests,
  listDeliveries,
  retryDelivery,
} from './contact-requests.ts';
export {
  type ConversationRow,
  findBotConversation,
  isOfferedUnsure,
  visitorDetailsOf,
} from './conversation-row.ts';
export { type DeliveryDeps, deliveryJob } from './deliver.ts';
export { describeForVisitor } from './describe-for-visitor.ts';
export { expireHandoffs } from './expire-handoffs.ts';
export { followInbox } from './follow-inbox.ts';
export { getInboxDetail } from './get-inbox-detail.ts';
export { dateAt, isOpen, nextOpening, startOfDate } from './hours.ts';
export { listInbox } from './list-inbox.ts';
export { LiveEvents, type OpenStream } from './live-events.ts';
export {
  BOT_SPEAKS,
  botMaySpeak,
  CONVERSATION_STATES,
  HANDOFF_EVENTS,
  type HandoffEvent,
  nextState,
} from './machine.ts';
export { assertNotBlocked, noteMessage, storeMessage } from './messages.ts';
export { moveConversation } from './move-conversation.ts';
export { isWatched, presentStaff, type SetPresenceInput, setPresence } from './presence.ts';
export { DELIVERY_JOB, queueMail, queueWebhook } from './queue-delivery.ts';
export { readAttachment } from './read-attachment.ts';
export { lastEvent, readEventsAfter, readOwnEvents } from './read-events.ts';
export { recordEvent } from './record-event.ts';
export { requestOrEnqueue } from './request-or-enqueue.ts';
export { runHandoffClock } from './run-handoff-clock.ts';
export { sayAsPerson } from './say-as-person.ts';
export { searchConversations } from './search-conversations.ts';
export { setTags } from './set-tags.ts';
export { closeConversation, returnToBot, takeConversation, transferConversation } from './staff-moves.ts';
export { findTextTrigger, type TextTrigger } from './triggers.ts';
export type { HandoffDeps } from './types.ts';
export { showTyping, TYPING_HOLDS_MS } from './typing.ts';
export { getWebhook } from './webhook/get-webhook.ts';
export { sendTestWebhook } from './webhook/send-test-webhook.ts';
export { makeWebhookSecret } from './webhook/webhook-secrets.ts';
