import type { Embedder } from '../../models/index.ts';
import type { Askable } from '../data/asked.ts';
import { openTested } from '../data/tested.ts';
import type { DroppedRow, KeptRow } from '../data/types.ts';
import type { Exercise } from './exercise.ts';

export type ExerciseRows = { kept: KeptRow[]; dropped: DroppedRow[] };

/**
 * Exercises as rows of a data set; those that ask what a test of the bot asks are left out, though another organisation answers.
 * @throws AppError what embedding throws
 */
export async function exerciseRows(
  embedder: Embedder,
  { exercises, tests }: { exercises: readonly Exercise[]; tests: readonly Askable[] },
  signal?: AbortSignal,
): Promise<ExerciseRows> {
  const rows: ExerciseRows = { kept: [], dropped: [] };
  const findTested = await openTested(embedder, tests, signal);
  for (const { organisation, question, messages } of exercises) {
    const who = `exercise: ${organisation}`;
    const reason = await findTested([question]);
    if (reason === undefined) {
      const origin = { who, passageIds: [], documents: [] };
      rows.kept.push({ part: 'exercise', question, messages: [...messages], split: 'train', ...origin });
    } else {
      rows.dropped.push({ part: 'exercise', question, answer: messages[2].content, who, reason });
    }
  }
  return rows;
}
