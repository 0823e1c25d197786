/** What is loaded when one of them is wanted. */
export { MessageForm } from './MessageForm.tsx';
export { PreChatForm } from './PreChatForm.tsx';
export { RateTalk } from './RateTalk.tsx';
