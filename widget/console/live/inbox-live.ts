import type { QueryClient } from '@tanstack/react-query';
import type { PresentAgent } from '../../../server/contract/index.ts';
import { alertOfWaiting } from './alerts.ts';
import type { LiveEvent } from './follow-inbox.ts';

/** As the server says. */
const TYPING_HOLDS_MS = 6_000;

export type InboxLive = {
  /** Visitors who wait; undefined until it is known. */
  waiting: number | undefined;
  present: readonly PresentAgent[];
  /** Conversations whose visitor is typing. */
  typing: ReadonlySet<string>;
  /** The connection is lost, and made again. */
  broken: boolean;
  /** What was read before this event may lack something. */
  from: number;
};

const NOTHING: InboxLive = { waiting: undefined, present: [], typing: new Set(), broken: false, from: 0 };

/** What the stream tells, for every page; pages read the rest anew when it names what they show. */
export class LiveStore {
  #now = NOTHING;
  readonly #listeners = new Set<() => void>();
  readonly #typing = new Map<string, ReturnType<typeof setTimeout>>();

  readonly read = (): InboxLive => this.#now;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  forget(): void {
    for (const timer of this.#typing.values()) clearTimeout(timer);
    this.#typing.clear();
    this.#set(NOTHING);
  }

  take(event: LiveEvent, botId: string, queries: QueryClient): void {
    if (event.kind === 'broken') {
      this.#set({ broken: true });
    } else if (event.kind === 'standing') {
      const { waiting, present, cursor } = event;
      const before = this.#now.waiting;
      if (before !== undefined && waiting > before) alertOfWaiting(waiting);
      this.#set({ waiting, present, broken: false, from: this.#now.from || cursor });
    } else if (event.kind === 'typing') {
      if (event.data['author'] === 'visitor') this.#showTyping(event.conversationId);
    } else {
      if (event.kind === 'message-added') this.#stopTyping(event.conversationId);
      void queries.invalidateQueries({ queryKey: ['inbox', botId] });
      void queries.invalidateQueries({ queryKey: ['inbox-conversation', botId, event.conversationId] });
    }
  }

  #showTyping(conversationId: string): void {
    clearTimeout(this.#typing.get(conversationId));
    this.#typing.set(
      conversationId,
      setTimeout(() => this.#stopTyping(conversationId), TYPING_HOLDS_MS),
    );
    this.#set({ typing: new Set(this.#typing.keys()) });
  }

  #stopTyping(conversationId: string): void {
    clearTimeout(this.#typing.get(conversationId));
    if (this.#typing.delete(conversationId)) this.#set({ typing: new Set(this.#typing.keys()) });
  }

  #set(change: Partial<InboxLive>): void {
    this.#now = { ...this.#now, ...change };
    for (const listener of this.#listeners) listener();
  }
}
