import type { Kysely } from 'kysely';
import type { Database, LessonState } from '../../store/index.ts';
import { madeOf } from '../corrections/correction-row.ts';
import { normalisedText } from '../lessons/question-key.ts';

export type LessonNow = {
  actor: string;
  botId: string;
  lessonId: string;
  state: LessonState;
  /** Its words, where they may have changed. */
  answer?: string;
  /** Milliseconds since the epoch. */
  at: number;
};

/**
 * A correction makes a lesson and a preference together, and staff see the lesson alone: what they decide on it, and the words
 * they give it, hold for the preference too. A lesson that no correction made has none.
 */
export async function followLesson(
  tx: Kysely<Database>,
  { actor, botId, lessonId, state, answer, at }: LessonNow,
): Promise<void> {
  const pair = await pairOf(tx, { botId, lessonId });
  if (pair === undefined) return;
  const chosen = answer ?? pair.chosen;
  const isNothing = normalisedText(chosen) === normalisedText(pair.rejected);
  await tx
    .updateTable('preference_pairs')
    .set({
      chosen,
      state: isNothing ? 'retired' : state,
      reviewer: state === 'approved' ? actor : null,
      version: pair.version + 1,
      updated_at: at,
    })
    .where('id', '=', pair.id)
    .execute();
}

async function pairOf(tx: Kysely<Database>, { botId, lessonId }: { botId: string; lessonId: string }) {
  const corrections = await tx
    .selectFrom('corrections')
    .select('made')
    .where('bot_id', '=', botId)
    .where('route', '=', 'lesson')
    .where('state', '=', 'applied')
    .where('made', 'like', `%${lessonId}%`)
    .execute();
  const made = corrections.map(madeOf).find((one) => one.lessonId === lessonId);
  if (made?.pairId === undefined) return undefined;
  return tx
    .selectFrom('preference_pairs')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('id', '=', made.pairId)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
}
