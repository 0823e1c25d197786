import type { AnswerFlag } from '../../contract/index.ts';
import { findBotConversation } from '../../handoff/index.ts';
import type { Store } from '../../store/index.ts';
import { answerFlagOf, type FlagPlace } from './flag-row.ts';

/** The answers of a conversation that staff marked as wrong. @throws AppError `not_found` */
export async function listFlags(
  { store: { db } }: { store: Pick<Store, 'db'> },
  place: Omit<FlagPlace, 'messageId'>,
): Promise<AnswerFlag[]> {
  const { id } = await findBotConversation(db, place);
  const rows = await db
    .selectFrom('flagged_answers')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('flagged_at')
    .orderBy('message_id')
    .execute();
  return rows.map(answerFlagOf);
}
