import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, cancelled } from '../../base/index.ts';
import { addNote } from './add-note.ts';
import type { TeachDeps } from './teach-deps.ts';

const POLL_MS = 500;
const BRIEFLY_MS = 1_000;
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
  const { log } = deps;
  if (!(await isBeingTaught(deps, signal))) return;
  log.info('run-waits-for-cross-encoder', { run: runId });
  await addNote(deps, runId, WAITS);
  do await pause(POLL_MS, signal);
  while (await isBeingMade(deps));
}

/**
 * Whoever estimates does not wait: what is measured beside the making would say too little.
 * @throws AppError `conflict` while it is being made, `cancelled`
 */
export async function requireNoneInTheMaking(
  deps: Pick<TeachDeps, 'log' | 'crossEncoder'>,
  signal?: AbortSignal,
): Promise<void> {
  if (!(await isBeingTaught(deps, signal))) return;
  throw new AppError(
    'conflict',
    'This machine teaches itself its cross-encoder, once, for some minutes. Ask for the estimate again after that, or start the run, which waits for it.',
  );
}

/** For longer than whoever only looks whether to begin holds it. */
async function isBeingTaught(
  deps: Pick<TeachDeps, 'log' | 'crossEncoder'>,
  signal?: AbortSignal,
): Promise<boolean> {
  if (!(await isBeingMade(deps))) return false;
  await pause(BRIEFLY_MS, signal);
  return await isBeingMade(deps);
}

/** Where that cannot be told, it is not: a run begins, and says later what hinders the cross-encoder. */
async function isBeingMade({ crossEncoder, log }: Pick<TeachDeps, 'log' | 'crossEncoder'>): Promise<boolean> {
  try {
    return (await crossEncoder?.isBeingMade()) ?? false;
  } catch (error) {
    log.warn('cross-encoder-unknown', { error });
    return false;
  }
}

/** @throws AppError `cancelled` */
async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, signal && { signal }).catch((thrown: unknown) => {
    throw cancelled(thrown);
  });
}

/** As it will be when a run that is put in line now begins: what the cross-encoder takes is free by then, and looked at again. */
export async function machineOnceFree(deps: Pick<TeachDeps, 'log' | 'machine' | 'crossEncoder'>) {
  const { machine } = deps;
  if (!(await isBeingMade(deps))) return machine;
  return { ...machine, availableMemoryBytes: () => Number.POSITIVE_INFINITY };
}
