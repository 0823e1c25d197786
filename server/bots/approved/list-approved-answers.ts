import type { Store } from '../../store/index.ts';
import { type ApprovedAnswer, approvedFromRow } from './approved-answer.ts';

/** Those of a bot, most said first. */
export async function listApprovedAnswers(
  { store }: { store: Store },
  { botId }: { botId: string },
): Promise<ApprovedAnswer[]> {
  const rows = await store.db
    .selectFrom('approved_answers')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('hits', 'desc')
    .orderBy('question')
    .execute();
  return rows.map(approvedFromRow);
}
