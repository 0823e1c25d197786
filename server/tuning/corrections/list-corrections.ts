import { takePage } from '../../base/index.ts';
import type { Store } from '../../store/index.ts';
import { correctionFromRow } from './correction-row.ts';
import type { Correction } from './types.ts';

const PAGE_SIZE = 50;

export type ListCorrectionsInput = {
  botId: string;
  /** Only those of answers in this conversation. */
  conversationId?: string;
  before?: number;
};

/** Newest first, a page at a time; `before` is the `next` of the page before. */
export async function listCorrections(
  { store }: { store: Pick<Store, 'db'> },
  { botId, conversationId, before }: ListCorrectionsInput,
): Promise<{ corrections: Correction[]; next?: number }> {
  let query = store.db
    .selectFrom('corrections')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('sequence', 'desc')
    .limit(PAGE_SIZE + 1);
  if (conversationId !== undefined) {
    query = query.where('turn_id', 'in', (e) =>
      e.selectFrom('turns').select('turns.id').where('conversation_id', '=', conversationId),
    );
  }
  if (before !== undefined) query = query.where('sequence', '<', before);
  const { page, ...rest } = takePage(await query.execute(), PAGE_SIZE, ({ sequence }) => Number(sequence));
  return { corrections: page.map(correctionFromRow), ...rest };
}
