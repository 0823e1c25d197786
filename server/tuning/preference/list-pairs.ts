import type { Kysely } from 'kysely';
import { takePage } from '../../base/index.ts';
import { type Database, holdsText, type PreferenceState, type Store } from '../../store/index.ts';
import { type PairOrigin, pairOrigins } from './pair-origins.ts';
import { pairFromRow } from './pair-row.ts';
import type { PreferencePair } from './types.ts';

const DEFAULT_PAGE = 50;

export type PairFilter = {
  botId: string;
  state?: PreferenceState;
  /** That one alone. */
  pairId?: string;
  /** Occurs in the question or in either answer, whatever its case. */
  text?: string;
};

export type ListPairsInput = PairFilter & {
  /** The `next` of the page before. */
  before?: number;
  limit?: number;
};

export type ListedPair = PreferencePair & PairOrigin;
export type PairPage = { pairs: ListedPair[]; total: number; next?: number };

/**
 * Newest first, a page at a time, each with where it came from, and how many there are in all. Those whose words were erased are
 * left out: there is nothing of them to read.
 */
export async function listPairs(
  { store }: { store: Pick<Store, 'db'> },
  input: ListPairsInput,
): Promise<PairPage> {
  const { botId, before, limit = DEFAULT_PAGE } = input;
  const { count } = await filtered(store.db, input)
    .select((query) => query.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  let query = filtered(store.db, input)
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(limit + 1);
  if (before !== undefined) query = query.where('sequence', '<', before);
  const { page, ...rest } = takePage(await query.execute(), limit, ({ sequence }) => Number(sequence));
  const pairs = page.map(pairFromRow);
  const originOf = await pairOrigins(store.db, botId, pairs);
  return { pairs: pairs.map((pair) => ({ ...pair, ...originOf(pair) })), total: Number(count), ...rest };
}

function filtered(db: Kysely<Database>, { botId, state, pairId, text }: PairFilter) {
  let query = db.selectFrom('preference_pairs').where('bot_id', '=', botId).where('erased_at', 'is', null);
  if (state !== undefined) query = query.where('state', '=', state);
  if (pairId !== undefined) query = query.where('id', '=', pairId);
  return text === undefined ? query : query.where(holdsText(['question', 'chosen', 'rejected'], text));
}
