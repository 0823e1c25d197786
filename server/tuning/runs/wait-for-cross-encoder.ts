import { setTimeout as sleep } from 'node:timers/promises';
import { cancelled } from '../../base/index.ts';
import { addNote } from './add-note.ts';
import type { TeachDeps } from './teach-deps.ts';

const POLL_MS = 500;
const WAITS =
  'First this machine teaches itself its cross-encoder, once, for some minutes; the run begins by itself after that.';

/**
 * Waits while this machine makes its cross-encoder: both at once take more memory than the least machine has. To stop that instead
 * would throw away minutes of work that keep no checkpoint, and the run would be tested without what the bot then answers with.
 * A run is in the database before it looks here, and whoever makes looks there after taking the lock: one sees the other, neither
 * waits while it holds something.
 * @throws AppError `cancelled`
 */
export async function waitForCrossEncoder(
  deps: Pick<TeachDeps, 'store' | 'log' | 'crossEncoder'>,
  runId: string,
  signal: AbortSignal,
): Promise<void> {
  const { crossEncoder, log } = deps;
  if (!(await crossEncoder?.isBeingMade())) return;
  log.info('run-waits-for-cross-encoder', { run: runId });
  await addNote(deps, runId, WAITS);
  do {
    await sleep(POLL_MS, undefined, { signal }).catch((thrown: unknown) => {
      throw cancelled(thrown);
    });
  } while (await crossEncoder?.isBeingMade());
}

/** As it will be when a run that is put in line now begins: what the cross-encoder takes is free by then, and looked at again. */
export async function machineOnceFree({
  machine,
  crossEncoder,
}: Pick<TeachDeps, 'machine' | 'crossEncoder'>) {
  if (!(await crossEncoder?.isBeingMade())) return machine;
  return { ...machine, availableMemoryBytes: () => Number.POSITIVE_INFINITY };
}
