import { type Log, runEvery } from '../../base/index.ts';
import type { CrossEncoder } from './cross-encoder.ts';

const EVERY_MS = 6 * 60 * 60_000;
/** What the trainer takes at its peak, with some air. */
const LEAST_MEMORY_BYTES = 2.5e9;

/** Makes the cross-encoder beside a server, where this machine has none; what hinders it now is tried again in some hours. */
export function keepCrossEncoder({
  crossEncoder,
  log,
}: {
  crossEncoder: CrossEncoder;
  log: Log;
}): AsyncDisposable {
  return runEvery({ everyMs: EVERY_MS, log, failure: 'cross-encoder-not-made' }, async (signal) => {
    if ((await crossEncoder.find()) !== undefined) return;
    const free = process.availableMemory();
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
