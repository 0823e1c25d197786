import type { InboxEventBody } from '../contract/index.ts';
import type { OpenStream } from './live-events.ts';
import { notePresence, PRESENCE_EVERY_MS } from './presence.ts';
import { lastEvent, readEventsAfter } from './read-events.ts';
import type { HandoffDeps } from './types.ts';
import { TYPING_HOLDS_MS } from './typing.ts';

export type FollowInboxInput = {
  botId: string;
  actor: string;
  name: string;
  /** Go on after this event; absent: from now on. */
  after?: number;
};

/**
 * Everything that happens to a bot's conversations, without a gap, until `signal` aborts or the server stops. As long as it is
 * followed, the staff member counts as present.
 * @throws AppError `queue_full`, `shutting_down`
 */
export function followInbox(
  deps: HandoffDeps,
  input: FollowInboxInput,
  signal: AbortSignal,
): AsyncGenerator<InboxEventBody> {
  return follow(deps, input, deps.live.open(input.actor, signal));
}

async function* follow(
  deps: HandoffDeps,
  { botId, actor, name, after }: FollowInboxInput,
  opened: OpenStream,
): AsyncGenerator<InboxEventBody> {
  using stream = opened;
  const here = () =>
    notePresence(deps, { botId, actor, name }).catch((error: unknown) =>
      deps.log.warn('presence-not-noted', { error }),
    );
  await here();
  const timer = setInterval(() => void here(), PRESENCE_EVERY_MS);
  timer.unref();
  try {
    let cursor = after ?? (await lastEvent(deps.store.db, botId));
    while (!stream.signal.aborted) {
      const next = deps.live.next(botId, stream.signal);
      const events = await readEventsAfter(deps.store.db, { botId, after: cursor });
      for (const event of events) {
        cursor = event.sequence;
        if (event.kind === 'typing' && event.at < deps.clock.now() - TYPING_HOLDS_MS) continue;
        yield event;
      }
      if (events.length === 0) await next;
    }
  } finally {
    clearInterval(timer);
  }
}
