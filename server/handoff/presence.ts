import type { Agent } from '../contract/index.ts';
import type { HandoffDeps } from './types.ts';

/** An open inbox says so this often … */
export const PRESENCE_EVERY_MS = 20_000;
/** … and whoever has not for this long has gone. */
const PRESENT_FOR_MS = 50_000;

type Deps = Pick<HandoffDeps, 'store' | 'clock'>;

export async function notePresence(
  { store, clock }: Deps,
  { botId, actor, name }: { botId: string; actor: string; name: string },
): Promise<void> {
  const seen = { name, seen_at: clock.now() };
  await store.db
    .insertInto('staff_presence')
    .values({ bot_id: botId, actor, ...seen })
    .onConflict((conflict) => conflict.columns(['bot_id', 'actor']).doUpdateSet(seen))
    .execute();
}

/** Who has the inbox open, by name. */
export async function presentStaff({ store, clock }: Deps, botId: string): Promise<Agent[]> {
  const rows = await store.db
    .selectFrom('staff_presence')
    .select(['actor', 'name'])
    .where('bot_id', '=', botId)
    .where('seen_at', '>', clock.now() - PRESENT_FOR_MS)
    .orderBy('name')
    .execute();
  return rows.map(({ actor, name }) => ({ id: actor, name }));
}
