import type { StreamPart, VisitorHandoff } from '../../server/contract/index.ts';
import type { ChatClient } from './client.ts';
import { type Message, newMessage } from './message.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** A person who writes says so every few seconds. */
const TYPING_HOLDS_MS = 6_000;

/** While one of these holds, a person may write at any moment. */
const LIVE: readonly VisitorHandoff['state'][] = ['requested', 'waiting', 'with-person'];

export function isLive(handoff: VisitorHandoff | undefined): boolean {
  return handoff !== undefined && LIVE.includes(handoff.state);
}

type Hears = {
  onHandoff(handoff: VisitorHandoff): void;
  onTyping(name: string | undefined): void;
  onMessage(message: Message): void;
  pause(milliseconds: number): Promise<void>;
};

/**
 * Hears what a person says until `signal` aborts. A connection that is lost is made again from where it broke off, so that
 * nothing is missed and nothing comes twice.
 */
export async function followPerson(
  client: ChatClient,
  from: number,
  hears: Hears,
  signal: AbortSignal,
): Promise<void> {
  let cursor = from;
  let pauseMs = FIRST_PAUSE_MS;
  let typing: ReturnType<typeof setTimeout> | undefined;
  const stopTyping = () => {
    clearTimeout(typing);
    hears.onTyping(undefined);
  };
  const onCursor = (next: number) => {
    cursor = next;
  };
  while (!signal.aborted) {
    try {
      let message: Message | undefined;
      for await (const part of client.followPerson(cursor, onCursor, signal)) {
        pauseMs = FIRST_PAUSE_MS;
        if (part.type === 'data-handoff') hears.onHandoff(part.data);
        if (part.type === 'data-typing') {
          clearTimeout(typing);
          hears.onTyping(part.data.name);
          typing = setTimeout(stopTyping, TYPING_HOLDS_MS);
        }
        message = withPart(message, part);
        if (part.type !== 'finish' || !message) continue;
        stopTyping();
        hears.onMessage({ ...message, status: 'complete' });
      }
    } catch {
      // Lost, or refused for a while: both pass.
    }
    if (signal.aborted) break;
    await hears.pause(pauseMs);
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  }
  clearTimeout(typing);
}

function withPart(message: Message | undefined, part: StreamPart): Message | undefined {
  if (part.type === 'start') {
    return { ...newMessage('assistant', part.messageId), author: part.messageMetadata.authorName ?? '' };
  }
  if (part.type === 'text-delta' && message) return { ...message, text: message.text + part.delta };
  return message;
}
