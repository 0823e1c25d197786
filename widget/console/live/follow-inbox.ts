import type { InboxEventBody, InboxStanding } from '../../../server/contract/index.ts';
import { readEvents } from '../../client/index.ts';
import { ApiError } from '../api.ts';
import { watchInbox } from '../queries/inbox.ts';

export type LiveEvent = InboxEventBody | InboxStanding | { kind: 'broken' };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Tells what happens in a bot's inbox until `signal` aborts. A connection that is lost is made again from where it broke off, so that
 * nothing is missed and nothing comes twice.
 */
export async function followInbox(
  { botId, after }: { botId: string; after: number | undefined },
  tell: (event: LiveEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  let cursor = after === undefined ? undefined : String(after);
  let pauseMs = FIRST_PAUSE_MS;
  const onId = (id: string) => {
    cursor = id;
  };
  while (!signal.aborted) {
    try {
      const body = await watchInbox(botId, cursor, signal);
      if (body === null) return;
      for await (const data of readEvents(body, onId)) {
        const event = JSON.parse(data) as LiveEvent | { type: 'error' };
        if ('type' in event) break;
        pauseMs = FIRST_PAUSE_MS;
        if (event.kind === 'standing') cursor = String(event.cursor);
        tell(event);
      }
    } catch (thrown) {
      if (signal.aborted) return;
      // Shut out: the next request of the page leads to the sign-in.
      if (thrown instanceof ApiError && !thrown.retryable) return;
    }
    if (signal.aborted) return;
    tell({ kind: 'broken' });
    await pause(pauseMs, signal);
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
