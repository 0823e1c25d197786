import { takePage } from '../../base/index.ts';
import type { CorrectionStanding } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { correctionFromRow } from './correction-row.ts';
import { standingOf } from './standing.ts';
import type { Correction } from './types.ts';

const PAGE_SIZE = 50;

export type ListCorrectionsInput = {
  botId: string;
  /** Only those of answers in this conversation. */
  conversationId?: string;
  /** That one alone. */
  correctionId?: string;
  before?: number;
};

/** Newest first, a page at a time, with how what each made stands now; `before` is the `next` of the page before. */
export async function listCorrections(
  { store }: { store: Pick<Store, 'db' | 'transact'> },
  { botId, conversationId, correctionId, before }: ListCorrectionsInput,
): Promise<{ corrections: (Correction & { standing: CorrectionStanding })[]; next?: number }> {
  let query = store.db
    .selectFrom('corrections')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('state', 'not in', ['applying', 'failed'])
    .orderBy('sequence', 'desc')
    .limit(PAGE_SIZE + 1);
  if (conversationId !== undefined) {
    query = query.where('turn_id', 'in', (e) =>
      e.selectFrom('turns').select('turns.id').where('conversation_id', '=', conversationId),
    );
  }
  if (correctionId !== undefined) query = query.where('id', '=', correctionId);
  if (before !== undefined) query = query.where('sequence', '<', before);
  const { page, ...rest } = takePage(await query.execute(), PAGE_SIZE, ({ sequence }) => Number(sequence));
  const corrections = page.map(correctionFromRow);
  const standing = await standingOf({ store }, botId, corrections);
  return { corrections: corrections.map((one) => ({ ...one, standing: standing(one) })), ...rest };
}
