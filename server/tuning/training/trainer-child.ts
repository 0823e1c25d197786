import { createHash } from 'node:crypto';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { cancelled, serveChild } from '../../base/index.ts';
import { ADAPTED_MODULES } from '../../graph/index.ts';
import {
  type ExampleTokenizer,
  loadExampleTokenizer,
  loadReadingTokenizer,
  loadTextTokenizer,
  type ModelFolder,
  openTrainingSession,
  type TaughtKind,
} from '../../models/index.ts';
import { calibrate } from './calibrate.ts';
import { encodeExamples } from './encode-examples.ts';
import { train } from './train.ts';
import type { TrainerCallInput, TrainerCalls, TrainerSetup } from './trainer-calls.ts';
import type { TrainingInput } from './types.ts';

serveChild<TrainerSetup, TrainerCalls>(async (setup) => {
  async function prepare({ input, origin }: TrainerCallInput) {
    const { base, recipe, threads } = input;
    const teaches = recipe.objective?.kind === 'contrast' ? 'bi-encoder' : 'cross-encoder';
    const { skipped, ...rows } = encodeExamples(await loadTokenizer(base, teaches), input);
    const { rank, alpha, layers, modules = ADAPTED_MODULES } = recipe;
    const lora = { rank, alpha, layers, modules };
    const { cacheDir } = setup;
    const session = await openTrainingSession({ base, origin, cacheDir, lora, teaches, threads });
    return { session, ...rows, recipe, skipped };
  }

  return {
    async train(call, { emit, flushed, signal }) {
      const { skipped, ...prepared } = await prepare(call);
      await using session = prepared.session;
      const pause = pauseFor(signal, flushed);
      const { resume, start } = call.input;
      const work = { ...prepared, session, ...setup };
      if (resume === undefined) {
        emit({ type: 'estimate', ...(await calibrate({ ...work, peakMemory }, pause)), skipped });
      }
      await train({ ...work, digest: digestOf(call.input), resume, start }, emit, pause);
      return null;
    },
    async estimate(call, { flushed, signal }) {
      const { skipped, ...prepared } = await prepare(call);
      await using session = prepared.session;
      const work = { ...prepared, session, ...setup };
      return { ...(await calibrate({ ...work, peakMemory }, pauseFor(signal, flushed))), skipped };
    },
  };
});

/** As serving reads what is learned: conversations, pairs, or texts by themselves. */
async function loadTokenizer(base: ModelFolder, teaches: TaughtKind): Promise<ExampleTokenizer> {
  if (base.manifest.kind === 'generator') return await loadExampleTokenizer(base);
  return await (teaches === 'bi-encoder' ? loadTextTokenizer : loadReadingTokenizer)(base);
}

/**
 * A run of the graph blocks the thread. Between two, the parent's messages are read, and what it was told leaves: a
 * checkpoint is some 80 MB, and kept all later events waiting for minutes.
 */
function pauseFor(signal: AbortSignal, flushed: () => Promise<void>): () => Promise<void> {
  return async () => {
    await flushed();
    await yieldToEvents();
    if (signal.aborted) throw cancelled();
  };
}

function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** Of all that shapes what is trained; not of the threads, which only time it. */
function digestOf({ base, train: rows, heldOut, recipe, start }: TrainingInput): string {
  const hash = createHash('sha256').update(base.manifest.sha256);
  hash.update(JSON.stringify([recipe, rows, heldOut]));
  if (start) hash.update(start);
  return hash.digest('hex');
}
