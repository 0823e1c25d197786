import type { Kysely } from 'kysely';
import type { InboxStanding, PresentAgent } from '../contract/index.ts';
import type { Database } from '../store/index.ts';
import type { ConversationRow } from './conversation-row.ts';
import type { HandoffDeps } from './types.ts';

/** An open console says so this often … */
export const PRESENCE_EVERY_MS = 20_000;
/** … and whoever has not for this long has gone. */
const PRESENT_FOR_MS = 50_000;

type Deps = Pick<HandoffDeps, 'store' | 'clock'>;
type Who = { botId: string; actor: string; name: string };

export async function notePresence({ store, clock }: Deps, { botId, actor, name }: Who): Promise<void> {
  const seen = { name, seen_at: clock.now() };
  await store.db
    .insertInto('staff_presence')
    .values({ bot_id: botId, actor, ...seen, conversation_id: null })
    .onConflict((conflict) => conflict.columns(['bot_id', 'actor']).doUpdateSet(seen))
    .execute();
}

export type SetPresenceInput = Who & { away?: boolean; conversationId?: string | null };

/** Says whether one takes conversations, and which one is open before one; what is not named stays. @returns how it stands now */
export async function setPresence(
  deps: Pick<HandoffDeps, 'store' | 'clock' | 'live'>,
  { away, conversationId, ...who }: SetPresenceInput,
): Promise<{ away: boolean }> {
  await notePresence(deps, who);
  const row = await deps.store.db
    .updateTable('staff_presence')
    .set((e) => ({
      away: away === undefined ? e.ref('away') : Number(away),
      conversation_id: conversationId === undefined ? e.ref('conversation_id') : conversationId,
    }))
    .where('bot_id', '=', who.botId)
    .where('actor', '=', who.actor)
    .returning('away')
    .executeTakeFirstOrThrow();
  deps.live.wake(who.botId);
  return { away: row.away === 1 };
}

/** Who has the console open, by name. */
export async function presentStaff({ store, clock }: Deps, botId: string): Promise<PresentAgent[]> {
  const rows = await store.db
    .selectFrom('staff_presence')
    .select(['actor', 'name', 'away', 'conversation_id'])
    .where('bot_id', '=', botId)
    .where('seen_at', '>', clock.now() - PRESENT_FOR_MS)
    .orderBy('name')
    .orderBy('actor')
    .execute();
  return rows.map((row) => ({
    id: row.actor,
    name: row.name,
    away: row.away === 1,
    conversationId: row.conversation_id,
  }));
}

/** Whether staff have this conversation before them, in the inbox's list or open, while the bot has it. */
export async function isWatched(
  db: Kysely<Database>,
  { id, state }: Pick<ConversationRow, 'id' | 'state'>,
  at: number,
): Promise<boolean> {
  if (state === 'requested') return true;
  const looking = await db
    .selectFrom('staff_presence')
    .select('actor')
    .where('conversation_id', '=', id)
    .where('seen_at', '>', at - PRESENT_FOR_MS)
    .executeTakeFirst();
  return looking !== undefined;
}

/** Who waits and who is there, in numbers and names. */
export async function readStanding(
  deps: Deps,
  botId: string,
): Promise<Pick<InboxStanding, 'waiting' | 'present'>> {
  const { count } = await deps.store.db
    .selectFrom('conversations')
    .select((e) => e.fn.countAll().as('count'))
    .where('bot_id', '=', botId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return { waiting: Number(count), present: await presentStaff(deps, botId) };
}
