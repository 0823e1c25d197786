import { type Log, runEvery } from '../../base/index.ts';
import type { CrossEncoder } from './cross-encoder.ts';

const EVERY_MS = 30 * 60_000;
/** What the trainer takes at its peak, with some air. */
const LEAST_MEMORY_BYTES = 2.5e9;

export type KeepDeps = {
  crossEncoder: CrossEncoder;
  log: Log;
  /** Bytes; left out means the process's own view. */
  availableMemory?: () => number;
};

/** Makes the cross-encoder beside a server, where this machine has none; what hinders it now is tried again after a while. */
export function keepCrossEncoder({ crossEncoder, log, ...deps }: KeepDeps): AsyncDisposable {
  const { availableMemory = () => process.availableMemory() } = deps;
  return runEvery({ everyMs: EVERY_MS, log, failure: 'cross-encoder-not-made' }, async (signal) => {
    if ((await crossEncoder.find()) !== undefined) return;
    const free = availableMemory();
    if (free < LEAST_MEMORY_BYTES) {
      log.info('cross-encoder-postponed', { availableMemoryBytes: free, neededBytes: LEAST_MEMORY_BYTES });
      return;
    }
    log.info('cross-encoder-begun');
    const begin = performance.now();
    try {
      await crossEncoder.make({}, signal);
    } catch (thrown) {
      if (signal.aborted) return;
      throw thrown;
    }
    log.info('cross-encoder-made', { seconds: Math.round((performance.now() - begin) / 1000) });
  });
}
