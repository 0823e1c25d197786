import { type Log, runEvery } from '../../base/index.ts';
import { areMade, type CrossEncoder } from './cross-encoder.ts';
import { TEACHING_MEMORY_BYTES } from './recipe.ts';

const EVERY_MS = 30 * 60_000;

export type KeepDeps = {
  crossEncoder: CrossEncoder;
  /** The run of teaching that waits or works, in whatever process. */
  findActiveRun: () => Promise<{ id: string } | undefined>;
  log: Log;
  /** Bytes; left out means the process's own view. */
  availableMemory?: () => number;
  /** Between two looks; left out means half an hour. */
  everyMs?: number;
};

/**
 * Makes the cross-encoder beside a server, where this machine has none, and removes those that nobody uses any more. It stands back
 * for a run of teaching and where memory is short; what hinders it now is tried again after a while.
 */
export function keepCrossEncoder({ everyMs = EVERY_MS, ...deps }: KeepDeps): AsyncDisposable {
  const { crossEncoder, log } = deps;
  return runEvery({ everyMs, log, failure: 'cross-encoder-not-made' }, async (signal) => {
    if (await areMade(crossEncoder)) return await crossEncoder.removeUnused();
    let begun: number | undefined;
    const begin = async () => {
      await standBack(deps);
      begun = performance.now();
    };
    try {
      await crossEncoder.make({ begin }, signal);
    } catch (thrown) {
      if (signal.aborted) return;
      if (!(thrown instanceof Postponed)) throw thrown;
      log.info('cross-encoder-postponed', thrown.why);
      return;
    }
    // Another process may have made it while this one waited for its turn.
    if (begun !== undefined) {
      log.info('cross-encoder-made', { seconds: Math.round((performance.now() - begun) / 1000) });
    }
  });
}

class Postponed extends Error {
  readonly why: Record<string, unknown>;

  constructor(why: Record<string, unknown>) {
    super('cross-encoder-postponed');
    this.why = why;
  }
}

/** @throws Postponed */
async function standBack({ findActiveRun, log, ...deps }: Omit<KeepDeps, 'everyMs'>): Promise<void> {
  const { availableMemory = () => process.availableMemory() } = deps;
  const run = await findActiveRun();
  if (run) throw new Postponed({ run: run.id });
  const free = availableMemory();
  if (free < TEACHING_MEMORY_BYTES) {
    throw new Postponed({ availableMemoryBytes: free, neededBytes: TEACHING_MEMORY_BYTES });
  }
  log.info('cross-encoder-begun');
}
