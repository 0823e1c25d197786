import type { Embedder } from '../../models/index.ts';
import type { Askable } from './asked.ts';
import { openDuplicates } from './near-duplicates.ts';

/** Why what asks one of these is not taught; undefined where no test asks the same. */
export type FindTested = (asked: Iterable<Askable>) => Promise<string | undefined>;

/** What is tested is never taught, or the tests would measure nothing. */
export async function openTested(
  embedder: Embedder,
  tests: readonly Askable[],
  signal?: AbortSignal,
): Promise<FindTested> {
  const tested = await openDuplicates(embedder, tests, signal);
  return async (asked) => {
    for (const question of asked) {
      const test = await tested.find(question);
      if (test !== undefined) return `too like the test question "${test}"; what is tested is never taught`;
    }
    return undefined;
  };
}
