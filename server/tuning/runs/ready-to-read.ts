import { AppError, toAppError } from '../../base/index.ts';
import { areMade } from '../cross-encoder/cross-encoder.ts';
import { TEACHING_MEMORY_BYTES } from '../cross-encoder/recipe.ts';
import { addNote } from './add-note.ts';
import { gigabytes } from './machine.ts';
import type { OnStageProgress, TeachDeps } from './teach-deps.ts';

const MAKES =
  'Before the version is made, this machine teaches itself its cross-encoder, once, for some minutes.';

/**
 * Makes the cross-encoder where this machine has none yet: a version decides and is tested by what it will answer with. After the
 * training, which does without and so begins at once. Where it cannot be made, the run says so and goes on.
 * @throws what `signal` aborts with
 */
export async function readyToRead(
  deps: Pick<TeachDeps, 'store' | 'log' | 'machine' | 'crossEncoder'>,
  { runId, onProgress }: { runId: string; onProgress: OnStageProgress },
  signal: AbortSignal,
): Promise<void> {
  const { crossEncoder, machine, log } = deps;
  if (crossEncoder === undefined) return;
  try {
    if (await areMade(crossEncoder)) return;
    const begin = async () => {
      requireMemory(machine);
      await addNote(deps, runId, MAKES);
    };
    await crossEncoder.make({ onProgress, begin }, signal);
  } catch (thrown) {
    signal.throwIfAborted();
    log.warn('run-without-cross-encoder', { run: runId, error: thrown });
    const { message } = toAppError(thrown);
    const why = `The cross-encoder could not be made, and the version is made without it. ${message}`;
    await addNote(deps, runId, why);
  }
}

/** What a forecast says of it: nothing where it is there, or where that cannot be told. */
export async function forecastOfReading({
  crossEncoder,
  log,
}: Pick<TeachDeps, 'log' | 'crossEncoder'>): Promise<readonly string[]> {
  try {
    return crossEncoder === undefined || (await areMade(crossEncoder)) ? [] : [MAKES];
  } catch (error) {
    log.warn('cross-encoder-unknown', { error });
    return [];
  }
}

/** @throws AppError `conflict` in one sentence with the numbers */
function requireMemory({ availableMemoryBytes }: TeachDeps['machine']): void {
  const free = availableMemoryBytes();
  if (free >= TEACHING_MEMORY_BYTES) return;
  throw new AppError(
    'conflict',
    `It needs ${gigabytes(TEACHING_MEMORY_BYTES)} of memory and ${gigabytes(free)} are free; close other programs.`,
  );
}
