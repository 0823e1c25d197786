import type { InboxStanding } from '../../../server/contract/index.ts';
import { followInbox, type LiveEvent } from './follow-inbox.ts';

type Told = { event: LiveEvent } | { asks: true };

/**
 * One stream for all tabs of a browser in which the same person works on the same bot: a browser opens only six connections to a
 * server. The tab that holds the lock follows and tells the others; when it is closed, the next one goes on from where it was.
 */
export async function shareInbox(
  { botId, who }: { botId: string; who: string },
  tell: (event: LiveEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  // Missing where the console is opened over plain HTTP from another machine.
  if (!('locks' in navigator)) return await followInbox({ botId, after: undefined }, tell, signal);
  const name = `foyer:inbox:${botId}:${who}`;
  const channel = new BroadcastChannel(name);
  let standing: InboxStanding | undefined;
  let leads = false;

  function hear(event: LiveEvent): void {
    if (event.kind === 'standing') standing = event;
    else if (event.kind !== 'broken' && standing) standing = { ...standing, cursor: event.sequence };
    tell(event);
  }

  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    if ('event' in data) hear(data.event);
    else if (leads && standing) channel.postMessage({ event: standing } satisfies Told);
  };
  signal.addEventListener('abort', () => channel.close());
  channel.postMessage({ asks: true } satisfies Told);
  try {
    await navigator.locks.request(name, { signal }, async () => {
      leads = true;
      const spread = (event: LiveEvent) => {
        hear(event);
        if (!signal.aborted) channel.postMessage({ event } satisfies Told);
      };
      await followInbox({ botId, after: standing?.cursor }, spread, signal);
    });
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  }
}
