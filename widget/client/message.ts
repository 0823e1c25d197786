import type { ConversationMessage, Source, StreamPart, VisitorHandoff } from '../../server/contract/index.ts';
import type { Problem } from './problem.ts';

export type MessageStatus = 'streaming' | 'complete' | 'failed' | 'stopped';

/** One message as the views show it. */
export type Message = {
  id: string;
  role: 'user' | 'assistant';
  text: string;
  /** The person who wrote it; the bot's have none. */
  author: string | undefined;
  sources: Source[];
  suggestions: string[];
  /** The bot is not sure that it answers the question. */
  unsure: boolean | undefined;
  /** Where it left the visitor on the way to a person. */
  standing: VisitorHandoff['state'] | undefined;
  status: MessageStatus;
  /** The visitor's thumb. */
  verdict: 'up' | 'down' | undefined;
  /** What is under way, while nothing can be read yet. */
  activity: { status: string; position: number | undefined } | undefined;
  error: Problem | undefined;
  /** It arrived while the page was open, so it has to be announced; what history brings back does not. */
  live: boolean;
};

export function newMessage(role: Message['role'], id: string, text = ''): Message {
  return {
    id,
    role,
    text,
    author: undefined,
    sources: [],
    suggestions: [],
    unsure: undefined,
    standing: undefined,
    verdict: undefined,
    status: role === 'user' ? 'complete' : 'streaming',
    activity: undefined,
    error: undefined,
    live: true,
  };
}

export function isQuestion(message: Message): boolean {
  return message.role === 'user';
}

export function isUnsent(message: Message | undefined): boolean {
  return message?.error?.code === 'unreachable';
}

/**
 * Folds one part of the stream into the reply. Pure; parts it does not know change nothing. `start` begins anew, since a
 * stream that is taken up again is told from its first part.
 */
export function applyPart(message: Message, part: StreamPart): Message {
  switch (part.type) {
    case 'start':
      return newMessage('assistant', part.messageId);
    case 'data-status':
      return { ...message, activity: { status: part.data.status, position: part.data.position } };
    case 'data-source':
      return { ...message, sources: withSource(message.sources, part.data) };
    case 'text-delta':
      return { ...message, text: message.text + part.delta, activity: undefined };
    case 'data-suggestions':
      return { ...message, suggestions: part.data.suggestions };
    case 'data-handoff':
      return { ...message, standing: part.data.state };
    case 'finish':
      return {
        ...message,
        status: 'complete',
        activity: undefined,
        unsure: part.messageMetadata.unsure,
      };
    case 'abort':
      return { ...message, status: 'stopped', activity: undefined };
    case 'error':
      return failed(message, { code: part.code, message: part.errorText, retryable: part.retryable });
    default:
      return message;
  }
}

export function failed(message: Message, problem: Problem): Message {
  return { ...message, status: 'failed', activity: undefined, error: problem };
}

/** A message as the server stores it. */
export function fromStored(stored: ConversationMessage): Message {
  const message = newMessage(stored.role, stored.id);
  message.live = false;
  message.unsure = stored.metadata.unsure;
  message.verdict = stored.metadata.feedback?.verdict;
  if (stored.metadata.author) message.author = stored.metadata.authorName ?? '';
  message.status = stored.metadata.status ?? 'complete';
  for (const part of stored.parts) {
    if (part.type === 'text') message.text += part.text;
    if (part.type === 'data-source') message.sources = withSource(message.sources, part.data);
    if (part.type === 'data-suggestions') message.suggestions = part.data.suggestions;
    if (part.type === 'data-handoff') message.standing = part.data.state;
  }
  if (message.status === 'failed') {
    message.error = { code: 'unfinished', message: 'This reply was not finished.', retryable: true };
  }
  return message;
}

function withSource(sources: Source[], source: Source): Source[] {
  const others = sources.filter((known) => known.number !== source.number);
  return [...others, source].sort((a, b) => a.number - b.number);
}
