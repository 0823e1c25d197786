import { runEvery } from './base/index.ts';
import type { AppContext } from './context.ts';
import { sweepCopies } from './store/index.ts';
import { sweepReceivedAdapters, sweepVersionFolders } from './tuning/index.ts';
import { sweepArriving, sweepLeaving, sweepReceivedFiles } from './whole-bots/index.ts';

/** What crashes leave behind takes room and holds words, but is in nobody's way. */
const EVERY_MS = 6 * 3_600_000;

type Sweep = (context: AppContext) => Promise<void>;

const SWEEPS: Readonly<Record<string, Sweep>> = {
  'bots that were being imported': sweepArriving,
  'bots that were being deleted': sweepLeaving,
  'bot files that no import waits for': sweepReceivedFiles,
  'adapters that no import waits for': ({ versions }) => sweepReceivedAdapters(versions),
  'passage indexes of bots that are gone': ({ index }) => index.sweep(),
  'merged versions that no bot has': ({ versions }) => sweepVersionFolders(versions),
  'unfinished copies of the database': ({ config }) => sweepCopies(config.storage),
};

/**
 * Takes away, now and every so often until disposed, what nobody comes back for. Each kind by itself: one that cannot be taken
 * away, which is logged, keeps no other.
 */
export function runSweeps(context: AppContext): AsyncDisposable {
  const sweeps = Object.entries(SWEEPS).map(([left, sweep]) =>
    runEvery({ everyMs: EVERY_MS, log: context.log.with({ left }), failure: 'leftovers-not-swept' }, () =>
      sweep(context),
    ),
  );
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all(sweeps.map((sweep) => sweep[Symbol.asyncDispose]()));
    },
  };
}
