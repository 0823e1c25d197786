import { type Clock, type Log, runEvery } from '../base/index.ts';
import { listBots } from '../bots/index.ts';
import type { ConversationState, Store } from '../store/index.ts';

export type ForgetDeps = { store: Store; clock: Clock; log: Log };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Deleted at once: a visitor who writes meanwhile waits for no more than these. */
const AT_ONCE = 100;
/** Somebody is waiting for somebody. Who asked in vain and never came back is not: nothing else would ever end that. */
const KEPT: readonly ConversationState[] = ['waiting', 'with-person'];

/** Deletes what bots no longer keep, now and every hour until disposed. */
export function runRetentionClock(deps: ForgetDeps, everyMs = HOUR_MS): AsyncDisposable {
  return runEvery({ everyMs, log: deps.log, failure: 'retention-failed' }, (signal) =>
    forgetOldConversations(deps, signal),
  );
}

/**
 * Deletes conversations in which nothing was said for as many days as their bot keeps them, with messages, passports, ratings,
 * files and messages left; and answers to programs and staff of that age. A conversation in which a person is awaited or speaks stays.
 * @returns how many conversations were deleted
 */
export async function forgetOldConversations(deps: ForgetDeps, signal?: AbortSignal): Promise<number> {
  let forgotten = 0;
  for (const { id: botId, settings } of await listBots(deps)) {
    if (settings.keepDays === null) continue;
    const before = deps.clock.now() - settings.keepDays * DAY_MS;
    const conversations = await inSlices(() => deleteConversations(deps, { botId, before }), signal);
    await inSlices(() => deleteLoneTurns(deps, { botId, before }), signal);
    if (conversations > 0) deps.log.info('conversations-forgotten', { botId, conversations });
    forgotten += conversations;
  }
  return forgotten;
}

async function inSlices(deleteSome: () => Promise<number>, signal?: AbortSignal): Promise<number> {
  let sum = 0;
  while (!signal?.aborted) {
    const count = await deleteSome();
    sum += count;
    if (count < AT_ONCE) break;
  }
  return sum;
}

type Old = { botId: string; before: number };

function deleteConversations({ store }: ForgetDeps, { botId, before }: Old): Promise<number> {
  return store.transact(async (tx) => {
    const old = tx
      .selectFrom('conversations as c')
      .select('c.id')
      .where('c.bot_id', '=', botId)
      .where('c.updated_at', '<', before)
      .where('c.state', 'not in', [...KEPT])
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('messages as m')
              .select('m.id')
              .whereRef('m.conversation_id', '=', 'c.id')
              .where('m.created_at', '>=', before),
          ),
        ),
      )
      .limit(AT_ONCE);
    const result = await tx.deleteFrom('conversations').where('id', 'in', old).executeTakeFirst();
    return Number(result.numDeletedRows);
  });
}

/** Answers outside conversations: to programs, and to staff who try the bot. */
function deleteLoneTurns({ store }: ForgetDeps, { botId, before }: Old): Promise<number> {
  return store.transact(async (tx) => {
    const old = tx
      .selectFrom('turns')
      .select('id')
      .where('bot_id', '=', botId)
      .where('conversation_id', 'is', null)
      .where('created_at', '<', before)
      .limit(AT_ONCE);
    const result = await tx.deleteFrom('turns').where('id', 'in', old).executeTakeFirst();
    return Number(result.numDeletedRows);
  });
}
