import { allLessons } from '../lessons/list-lessons.ts';
import { allTestQuestions } from '../test-questions/list-test-questions.ts';
import { type AssembledDataSet, type AssembleInput, assembleDataSet } from './assemble-data-set.ts';
import { DEFAULT_DATA_RECIPE } from './default-recipe.ts';
import { synthesise } from './synthesise.ts';
import type { DataDeps } from './types.ts';

export type MakeDataSetInput = Pick<AssembleInput, 'actor' | 'botId' | 'recipe' | 'seed' | 'onProgress'> & {
  /** False leaves the documents alone: lessons only. */
  withDocuments?: boolean;
};

/**
 * A data set of all that a bot is to learn now: its approved lessons, filled up from its documents, both kept apart from its
 * test questions.
 * @throws AppError as `assembleDataSet`
 */
export async function makeDataSet(
  deps: DataDeps,
  input: MakeDataSetInput,
  signal?: AbortSignal,
): Promise<AssembledDataSet> {
  const { botId, seed, recipe, withDocuments = true } = input;
  const lessons = await allLessons(deps, { botId, state: 'approved' });
  const tests = (await allTestQuestions(deps, { botId })).map(({ question }) => question);
  const limit = withDocuments
    ? Math.max(0, (recipe?.maxRows ?? DEFAULT_DATA_RECIPE.maxRows) / 2 - lessons.length)
    : 0;
  const exclude = [...tests, ...lessons.map(({ question }) => question)];
  const { pairs: synthesised, dropped } = await synthesise(deps, { botId, limit, exclude, seed }, signal);
  return await assembleDataSet(deps, { ...input, lessons, tests, synthesised, dropped }, signal);
}
