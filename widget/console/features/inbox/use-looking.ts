import { useEffect } from 'react';
import { useInboxLive } from '../../live/use-inbox-live.ts';
import { useMay, useMe } from '../../me.tsx';
import { setPresence } from '../../queries/inbox.ts';

/** One after the other, so that the last word is the latest. */
let telling: Promise<unknown> = Promise.resolve();

function tell(botId: string, conversationId: string | null): void {
  // Colleagues merely do not see it when it fails.
  telling = telling.then(() => setPresence(botId, { conversationId })).catch(() => undefined);
}

/** Tells colleagues what is open before one. @returns the names of those who have the same open */
export function useLooking(botId: string, conversationId: string): string[] {
  const me = useMe();
  const answers = useMay()('conversations:reply');
  const { present } = useInboxLive();
  useEffect(() => {
    if (!answers) return;
    tell(botId, conversationId);
    return () => tell(botId, null);
  }, [botId, conversationId, answers]);
  return present
    .filter((agent) => agent.conversationId === conversationId && agent.id !== me.id)
    .map(({ name }) => name);
}
