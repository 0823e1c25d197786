import type { BotDeps } from './bot.ts';

/** Once an hour is enough to tell that a site is alive. */
const REST_MS = 3_600_000;
/** Programs can make origins up; a bot is on a few sites. */
const MAX_SITES = 200;

export type WidgetSite = { origin: string; firstSeenAt: number; lastSeenAt: number };

/** Keeps that a bot's chat was opened on a site, with one write an hour at most. */
export async function noteWidgetSite(
  { store, clock }: BotDeps,
  { botId, origin }: { botId: string; origin: string },
): Promise<void> {
  const at = clock.now();
  const known = await store.db
    .selectFrom('widget_sites')
    .select('last_seen_at')
    .where('bot_id', '=', botId)
    .where('origin', '=', origin)
    .executeTakeFirst();
  if (known !== undefined && known.last_seen_at > at - REST_MS) return;
  if (known === undefined && (await countSites({ store }, botId)) >= MAX_SITES) return;
  await store.db
    .insertInto('widget_sites')
    .values({ bot_id: botId, origin, first_seen_at: at, last_seen_at: at })
    .onConflict((conflict) => conflict.columns(['bot_id', 'origin']).doUpdateSet({ last_seen_at: at }))
    .execute();
}

/** Where a bot's chat was opened, the latest first. */
export async function listWidgetSites(
  { store }: Pick<BotDeps, 'store'>,
  { botId }: { botId: string },
): Promise<WidgetSite[]> {
  const rows = await store.db
    .selectFrom('widget_sites')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('last_seen_at', 'desc')
    .orderBy('origin')
    .execute();
  return rows.map((row) => ({
    origin: row.origin,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
  }));
}

async function countSites({ store }: Pick<BotDeps, 'store'>, botId: string): Promise<number> {
  const { count } = await store.db
    .selectFrom('widget_sites')
    .select((e) => e.fn.countAll().as('count'))
    .where('bot_id', '=', botId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
