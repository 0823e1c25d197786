/** What is loaded when one of them is wanted. */
export { HandoffBar } from './HandoffBar.tsx';
export { MessageForm } from './MessageForm.tsx';
export { PreChatForm } from './PreChatForm.tsx';
