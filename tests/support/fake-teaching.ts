import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, cancelled, systemClock } from '../../server/base/index.ts';
import type { ModelFolder } from '../../server/models/index.ts';
import type { Machine, TeachDeps, TeachStages } from '../../server/tuning/index.ts';
import type {
  Checkpoint,
  Example,
  TrainingEstimate,
  TrainingEvent,
  TrainingInput,
} from '../../server/tuning/training/types.ts';
import { silentLog, type TestStore } from './store.ts';

export type TrainingScript = {
  steps?: number;
  stepMs?: number;
  checkpointEvery?: number;
  /** What the calibration says a whole run takes. */
  seconds?: number;
  memoryBytes?: number;
  /** Called before each step; a throw is the trainer's crash. */
  beforeStep?: (step: number) => void | Promise<void>;
};

export type FakeStages = {
  stages: TeachStages;
  /** What was done, in order, for instance `assemble`, `step 3`. */
  log: string[];
  /** What versions were made of. */
  adapters: Uint8Array[];
};

export const ROWS = 40;

/** Teaching whose trainer follows a script: a step changes the adapter by the seed, the rows and the step alone. */
export function fakeStages(script: TrainingScript = {}): FakeStages {
  const log: string[] = [];
  const adapters: Uint8Array[] = [];
  const stages: TeachStages = {
    findLessonProblems: async () => [],
    findBase: async () => FAKE_BASE,
    openBase: async () => FAKE_BASE,
    async assemble() {
      log.push('assemble');
      return { dataSetId: 'set_1', problems: [], notes: [] };
    },
    readRows: async () => ({ train: examples('t', ROWS), heldOut: examples('h', 8) }),
    planPreferences: async () => ({ notes: [] }),
    readPreferences: async () => ({ train: [], heldOut: [] }),
    requireThumbs: async () => {},
    planThumbs: async () => ({ notes: [] }),
    readThumbs: async () => ({ train: [], heldOut: [] }),
    openTrainer: async () => ({
      train: (input, signal) => train(input, { script, log }, signal),
      estimate: async () => estimateOf(script),
      pid: () => undefined,
      async [Symbol.asyncDispose]() {},
    }),
    async createVersion({ adapter }) {
      log.push('createVersion');
      adapters.push(adapter);
      return { versionId: 'version_1' };
    },
    async compare() {
      log.push('compare');
      return { comparisonId: 'comparison_1', summary: 'Better than the untuned model.' };
    },
  };
  return { stages, log, adapters };
}

export function fakeTeaching(
  store: TestStore,
  script: TrainingScript = {},
  stages: Partial<TeachStages> = {},
): Omit<FakeStages, 'stages'> & { deps: TeachDeps } {
  const fake = fakeStages(script);
  const deps: TeachDeps = {
    store,
    clock: systemClock,
    log: silentLog,
    dataDir: store.dataDir,
    baseModel: 'fake',
    threads: 1,
    machine: roomyMachine,
    stages: { ...fake.stages, ...stages },
  };
  return { deps, log: fake.log, adapters: fake.adapters };
}

export const roomyMachine: Machine = {
  availableMemoryBytes: () => 8e9,
  freeDiskBytes: async () => 50e9,
};

const FAKE_BASE: ModelFolder = {
  id: 'fake',
  precision: 'fp32',
  path: '/nowhere',
  manifest: {
    id: 'fake',
    kind: 'generator',
    architecture: 'llama',
    precision: 'fp32',
    contextTokens: 512,
    eosTokenIds: [],
    graph: 'none.onnx',
    shape: { layers: 1, hiddenSize: 576, heads: 1, keyValueHeads: 1, headSize: 64, vocabularySize: 2 },
    files: [{ path: 'none.onnx', bytes: 500e6, sha256: '0'.repeat(64) }],
    sha256: '0'.repeat(64),
    source: { kind: 'folder', description: 'a test', sha256: '0'.repeat(64) },
    converterVersion: 1,
  },
};

function examples(prefix: string, count: number): Example[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `${prefix}${at}`,
    messages: [
      { role: 'user', content: `Question ${at}?` },
      { role: 'assistant', content: `Answer ${at}.` },
    ],
  }));
}

function estimateOf({ seconds = 60, memoryBytes = 1e9 }: TrainingScript): TrainingEstimate {
  return { tokensPerSecond: 100, tokens: 6000, seconds, memoryBytes, skipped: [] };
}

type Played = { script: TrainingScript; log: string[] };

async function* train(
  { recipe, train: rows, resume }: TrainingInput,
  { script, log }: Played,
  signal?: AbortSignal,
): AsyncGenerator<TrainingEvent> {
  const { steps = 6, stepMs = 0, checkpointEvery = 2 } = script;
  let adapter = resume ? Buffer.from(resume.adapter) : Buffer.alloc(32);
  let step = resume?.step ?? 0;
  const checkpoint = (): Checkpoint => ({ step, adapter, moments: Buffer.alloc(4), state: '{}' });
  yield { type: 'estimate', ...estimateOf(script) };
  while (step < steps) {
    if (signal?.aborted) {
      yield { type: 'checkpoint', checkpoint: checkpoint() };
      throw cancelled();
    }
    await script.beforeStep?.(step + 1);
    if (stepMs > 0) await sleep(stepMs);
    step += 1;
    log.push(`step ${step}`);
    adapter = createHash('sha256').update(adapter).update(`${recipe.seed} ${rows.length} ${step}`).digest();
    const loss = 4 / step;
    const eta = { tokensPerSecond: 100, etaSeconds: steps - step };
    yield { type: 'step', step, steps, loss, margin: null, learningRate: 1e-3, gradientNorm: 1, ...eta };
    if (step % checkpointEvery === 0) {
      yield { type: 'heldOut', step, loss: loss + 0.1, margin: null, best: true };
      yield { type: 'checkpoint', checkpoint: checkpoint() };
    }
  }
  yield { type: 'finished', reason: 'done', step, adapter, heldOutLoss: 4 / steps + 0.1 };
}

/** For `beforeStep`: dies once at a step, as a killed trainer does. */
export function crashOnceAt(step: number): (step: number) => void {
  let hasCrashed = false;
  return (at) => {
    if (at !== step || hasCrashed) return;
    hasCrashed = true;
    throw new AppError('model_crashed', 'The trainer stopped while working on this: it was killed.');
  };
}
