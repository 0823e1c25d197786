import { getBot } from '../../bots/index.ts';
import type { QuestionRow } from '../evaluation/rows.ts';
import type { CompareDeps } from './compare-deps.ts';
import type { Comparison } from './comparison.ts';
import { questionsOfFile, testsOf } from './questions.ts';
import { insertComparison, type StartComparisonInput } from './start-comparison.ts';
import { workOnComparison } from './work-on-comparison.ts';

export type CompareVersionsInput = StartComparisonInput & {
  /** Instead of the bot's own tests, but for those that must pass; `gold_ids` are names of documents. */
  questions?: readonly QuestionRow[];
  onProgress?: (progress: { done: number; total: number }) => void;
};

/**
 * The gate on a version, here and now: asks it and its opponents the same questions of the bot as it serves, judges, and
 * keeps the result.
 * @throws AppError `not_found`, `bad_request` without tests or where one is a lesson, `cancelled`, and what a model throws
 */
export async function compareVersions(
  deps: CompareDeps,
  input: CompareVersionsInput,
  signal?: AbortSignal,
): Promise<Comparison> {
  const { botId, split = 'heldout', onProgress } = input;
  await getBot(deps, botId);
  const questions =
    input.questions === undefined
      ? await testsOf(deps, { botId, split })
      : await questionsOfFile(deps, { botId, questions: input.questions });
  const row = await deps.store.transact((tx) =>
    insertComparison(tx, {
      ...input,
      split: input.questions === undefined ? split : null,
      questions,
      at: deps.clock.now(),
      state: 'running',
    }),
  );
  return workOnComparison(deps, row, { questions, onProgress }, signal);
}
