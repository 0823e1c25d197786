import { takePage } from '../../base/index.ts';
import type { Store } from '../../store/index.ts';
import { correctionFromRow } from './correction-row.ts';
import type { Correction } from './types.ts';

const PAGE_SIZE = 50;

/** Newest first, a page at a time; `before` is the `next` of the page before. */
export async function listCorrections(
  { store }: { store: Pick<Store, 'db'> },
  { botId, before }: { botId: string; before?: number },
): Promise<{ corrections: Correction[]; next?: number }> {
  let query = store.db
    .selectFrom('corrections')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('sequence', 'desc')
    .limit(PAGE_SIZE + 1);
  if (before !== undefined) query = query.where('sequence', '<', before);
  const { page, ...rest } = takePage(await query.execute(), PAGE_SIZE, ({ sequence }) => Number(sequence));
  return { corrections: page.map(correctionFromRow), ...rest };
}
