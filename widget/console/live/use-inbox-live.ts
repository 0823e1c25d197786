import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useMe } from '../me.tsx';
import { type InboxLive, LiveStore } from './inbox-live.ts';
import { shareInbox } from './share-inbox.ts';

const store = new LiveStore();

/** For the one place that follows the inbox as long as a bot's pages are open. */
export function useFollowedInbox(botId: string): void {
  const queries = useQueryClient();
  const { id, rights } = useMe();
  const mayRead = rights.includes('conversations:read');
  useEffect(() => {
    if (!mayRead) return;
    const leave = new AbortController();
    void shareInbox({ botId, who: id }, (event) => store.take(event, botId, queries), leave.signal);
    return () => {
      leave.abort();
      store.forget();
    };
  }, [botId, id, mayRead, queries]);
}

export function useInboxLive(): InboxLive {
  return useSyncExternalStore(store.subscribe, store.read);
}

/** What was read before the stream began may lack what happened in between: it is read once more. */
export function useNoGap(cursor: number | undefined, reread: () => unknown): void {
  const { from } = useInboxLive();
  const isBehind = cursor !== undefined && cursor < from;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only falling behind counts.
  useEffect(() => {
    if (isBehind) void reread();
  }, [isBehind]);
}
