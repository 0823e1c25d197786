import { takePage } from '../../base/index.ts';
import type { PreferenceState, Store } from '../../store/index.ts';
import { pairFromRow } from './pair-row.ts';
import type { PreferencePair } from './types.ts';

const PAGE_SIZE = 50;

export type ListPairsInput = {
  botId: string;
  state?: PreferenceState;
  /** The `next` of the page before. */
  before?: number;
};

export type PairPage = { pairs: PreferencePair[]; next?: number };

/** Newest first, a page at a time. */
export async function listPairs(
  { store }: { store: Pick<Store, 'db'> },
  { botId, state, before }: ListPairsInput,
): Promise<PairPage> {
  let query = store.db
    .selectFrom('preference_pairs')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('sequence', 'desc')
    .limit(PAGE_SIZE + 1);
  if (state !== undefined) query = query.where('state', '=', state);
  if (before !== undefined) query = query.where('sequence', '<', before);
  const { page, ...rest } = takePage(await query.execute(), PAGE_SIZE, ({ sequence }) => Number(sequence));
  return { pairs: page.map(pairFromRow), ...rest };
}
