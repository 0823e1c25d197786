import { getBot } from '../../bots/index.ts';
import type { Store } from '../../store/index.ts';
import type { Exercise } from './exercise.ts';

/** The invented organisations write English, and a bot would learn to answer in it. */
const LANGUAGE = 'en';

export type ExerciseDeps = { store: Pick<Store, 'db'>; readExercises(): Promise<Exercise[]> };

/**
 * The exercises that a bot can practise on: all, or none where it speaks another language.
 * @throws AppError `not_found` for the bot
 */
export async function exercisesFor(deps: ExerciseDeps, botId: string): Promise<Exercise[]> {
  const { language } = await getBot(deps, botId);
  return language.split('-')[0] === LANGUAGE ? await deps.readExercises() : [];
}
