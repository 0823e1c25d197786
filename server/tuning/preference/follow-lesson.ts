import type { Kysely } from 'kysely';
import type { Database, LessonState } from '../../store/index.ts';
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
  const followed = isNothing ? 'retired' : state;
  await tx
    .updateTable('preference_pairs')
    .set({
      chosen,
      state: followed,
      reviewer: followed === 'approved' ? actor : null,
      retired_by: followed === 'retired' ? actor : null,
      version: pair.version + 1,
      updated_at: at,
    })
    .where('id', '=', pair.id)
    .execute();
}

async function pairOf(tx: Kysely<Database>, { botId, lessonId }: { botId: string; lessonId: string }) {
  return tx
    .selectFrom('corrections as c')
    .innerJoin('preference_pairs as p', (join) =>
      join.onRef('p.id', '=', 'c.pair_id').onRef('p.bot_id', '=', 'c.bot_id'),
    )
    .selectAll('p')
    .where('c.bot_id', '=', botId)
    .where('c.lesson_id', '=', lessonId)
    .where('c.state', '=', 'applied')
    .where('p.erased_at', 'is', null)
    .executeTakeFirst();
}
