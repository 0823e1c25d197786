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

type Ear = {
  /** Hears what staff do, until `hush`; listening already, it goes on. */
  listen(): void;
  /** Begun again, it goes on where it ended. */
  hush(): void;
  /** The next time goes on after this event. */
  goOnAfter(cursor: number): void;
};

/**
 * Hears what a person says. A connection that is lost is made again from where it broke off, so that nothing is missed and nothing
 * comes twice.
 */
export function createEar(client: ChatClient, hears: Hears): Ear {
  let cursor = 0;
  let hearing: AbortController | undefined;
  let typing: ReturnType<typeof setTimeout> | undefined;

  const stopTyping = () => {
    clearTimeout(typing);
    hears.onTyping(undefined);
  };

  async function follow(signal: AbortSignal): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    const onCursor = (next: number) => {
      if (!signal.aborted) cursor = next;
    };
    while (!signal.aborted) {
      try {
        let message: Message | undefined;
        for await (const part of client.followPerson(cursor, onCursor, signal)) {
          if (signal.aborted) return;
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
      if (signal.aborted) return;
      // Not all at once, where a server that many follow was started again.
      await hears.pause(pauseMs * (0.5 + Math.random()));
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }

  return {
    listen() {
      if (hearing) return;
      hearing = new AbortController();
      void follow(hearing.signal);
    },
    hush() {
      if (!hearing) return;
      hearing.abort();
      hearing = undefined;
      stopTyping();
    },
    goOnAfter(next) {
      cursor = next;
    },
  };
}

function withPart(message: Message | undefined, part: StreamPart): Message | undefined {
  if (part.type === 'start') {
    return { ...newMessage('assistant', part.messageId), author: part.messageMetadata.authorName ?? '' };
  }
  if (part.type === 'text-delta' && message) return { ...message, text: message.text + part.delta };
  return message;
}
