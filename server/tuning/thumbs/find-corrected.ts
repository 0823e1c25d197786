import type { Store } from '../../store/index.ts';

/** Turns whose answers staff put right: by a correction that holds, or as a preference. */
export async function findCorrected(
  { store }: { store: Pick<Store, 'db'> },
  botId: string,
): Promise<ReadonlySet<string>> {
  const corrections = await store.db
    .selectFrom('corrections')
    .select('turn_id')
    .where('bot_id', '=', botId)
    .where('state', 'not in', ['undone', 'failed'])
    .execute();
  const pairs = await store.db
    .selectFrom('preference_pairs')
    .select('turn_id')
    .where('bot_id', '=', botId)
    .where('state', '!=', 'retired')
    .where('turn_id', 'is not', null)
    .execute();
  return new Set([...corrections, ...pairs].flatMap(({ turn_id }) => turn_id ?? []));
}
