import type { InboxEventBody, InboxStanding } from '../contract/index.ts';
import type { OpenStream } from './live-events.ts';
import { notePresence, PRESENCE_EVERY_MS, readStanding } from './presence.ts';
import { lastEvent, readEventsAfter } from './read-events.ts';
import type { HandoffDeps } from './types.ts';
import { TYPING_HOLDS_MS } from './typing.ts';

export type FollowInboxInput = {
  botId: string;
  actor: string;
  name: string;
  /** Whether they count as present: who may only look does not. */
  answers: boolean;
  /** Go on after this event; absent: from now on. */
  after?: number;
};

/**
 * Everything that happens to a bot's conversations, without a gap, until `signal` aborts or the server stops; first, and whenever it
 * changes, who waits and who is there. As long as it is followed, a staff member who answers visitors counts as present.
 * @throws AppError `queue_full`, `shutting_down`
 */
export function followInbox(
  deps: HandoffDeps,
  input: FollowInboxInput,
  signal: AbortSignal,
): AsyncGenerator<InboxEventBody | InboxStanding> {
  return follow(deps, input, deps.live.open(input.actor, signal));
}

async function* follow(
  deps: HandoffDeps,
  { botId, actor, name, answers, after }: FollowInboxInput,
  opened: OpenStream,
): AsyncGenerator<InboxEventBody | InboxStanding> {
  using stream = opened;
  const here = async () => {
    if (answers) await notePresence(deps, { botId, actor, name });
    deps.live.wake(botId);
  };
  const sayHere = () => here().catch((error: unknown) => deps.log.warn('presence-not-noted', { error }));
  await sayHere();
  const timer = setInterval(() => void sayHere(), PRESENCE_EVERY_MS);
  timer.unref();
  let told = '';
  async function* tellStanding(cursor: number): AsyncGenerator<InboxStanding> {
    const standing = await readStanding(deps, botId);
    const isNews = told !== JSON.stringify(standing);
    told = JSON.stringify(standing);
    if (isNews) yield { kind: 'standing', cursor, ...standing };
  }
  try {
    let cursor = after ?? (await lastEvent(deps.store.db, botId));
    yield* tellStanding(cursor);
    while (!stream.signal.aborted) {
      const next = deps.live.next(botId, stream.signal);
      const events = await readEventsAfter(deps.store.db, { botId, after: cursor });
      for (const event of events) {
        cursor = event.sequence;
        if (event.kind === 'typing' && event.at < deps.clock.now() - TYPING_HOLDS_MS) continue;
        yield event;
      }
      if (events.length === 0 || events.some(({ kind }) => kind === 'state-changed'))
        yield* tellStanding(cursor);
      if (events.length === 0) await next;
    }
  } finally {
    clearInterval(timer);
  }
}
