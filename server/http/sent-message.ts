import { AppError } from '../base/index.ts';
import type { ChatRequest, SentMessage } from '../contract/index.ts';

/** The visitor's own words, the last message they sent, and its client's name for it. @throws AppError `bad_request` */
export function questionOf(request: Pick<ChatRequest, 'message' | 'messages'>): {
  text: string;
  messageId: string | undefined;
} {
  const message = request.message ?? request.messages?.at(-1);
  if (message?.role !== 'user') {
    throw new AppError('bad_request', 'The last message must be the visitor’s, with the role "user".');
  }
  return { text: textOf(message), messageId: message.id };
}

/** AI SDK `parts`, OpenAI `content` or deep-chat `text`, in this order. */
function textOf(message: SentMessage): string {
  if (message.parts) return joinTexts(message.parts);
  if (typeof message.content === 'string') return message.content;
  if (message.content) return joinTexts(message.content);
  return message.text ?? '';
}

function joinTexts(parts: readonly { type: string; text?: string | undefined }[]): string {
  return parts.flatMap((part) => (part.type === 'text' && part.text ? [part.text] : [])).join('\n');
}
