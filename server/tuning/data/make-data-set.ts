import { allLessons } from '../lessons/list-lessons.ts';
import { allTestQuestions } from '../test-questions/list-test-questions.ts';
import { type AssembledDataSet, type AssembleInput, assembleDataSet } from './assemble-data-set.ts';
import type { DataDeps } from './types.ts';

export type MakeDataSetInput = Pick<AssembleInput, 'actor' | 'botId' | 'recipe' | 'seed' | 'onProgress'>;

/**
 * A data set of all that a bot is to learn now: its approved lessons, kept apart from its test questions.
 * @throws AppError as `assembleDataSet`
 */
export async function makeDataSet(
  deps: DataDeps,
  input: MakeDataSetInput,
  signal?: AbortSignal,
): Promise<AssembledDataSet> {
  const { botId } = input;
  const lessons = await allLessons(deps, { botId, state: 'approved' });
  const tests = (await allTestQuestions(deps, { botId })).map(({ question }) => question);
  return await assembleDataSet(deps, { ...input, lessons, tests }, signal);
}
