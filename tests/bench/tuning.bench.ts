/**
 * Tuning: tokens a second and peak memory of one optimiser step over 8 rows of mixed lengths, Foyer and PyTorch + PEFT in
 * turns on the same rows, in the same minutes. CPU time stands beside wall time: it is what counts where others work on
 * the machine too.
 *
 * What bounds it, by a profile of float32 products on a busy machine, in part estimated and not taken again since
 * gradients pass through 8-bit products: those with the frozen weights were 60 to 70 % of a step, attention 15 %,
 * the adapters' own products 10 %, all that goes through memory element by element 10 %. Rows run one at a time, so no
 * token is padding, and the head over the vocabulary is computed at the answers' tokens only; PEFT pads the batch
 * to its longest row and computes all logits.
 *
 * `npm run bench -- tuning [--threads 2] [--rounds 3] [--rank 16]
 * [--shortest 120] [--longest 600]`; the peer runs where FOYER_BENCH_PYTHON names a Python
 * that has torch, transformers, peft and gguf: `python -m venv peer && peer/bin/pip install torch transformers peft gguf`.
 */
import { spawn } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ADAPTED_MODULES } from '../../server/graph/index.ts';
import { fetchModelOrigin, openTrainingSession, type TrainingRow } from '../../server/models/index.ts';
import { adamWStep, createMoments } from '../../server/tuning/optimise/adam-w.ts';
import { clipNorm } from '../../server/tuning/optimise/gradient.ts';
import { createRandom } from '../../server/tuning/optimise/random.ts';
import { startOf } from '../../server/tuning/optimise/start-adapter.ts';
import { createLearner } from '../../server/tuning/training/objective.ts';
import { TOKENS_PER_RUN } from '../../server/tuning/training/open-trainer.ts';
import { testGenerator, testModelsDeps } from '../support/models.ts';

type Timing = { loss: number; wallMs: number; cpuMs: number; peakBytes: number };
type Contestant = { step(rows: readonly TrainingRow[]): Promise<Timing>; close(): void };

const BATCH_ROWS = 8;
const ANSWER_TOKENS = 60;

const { values } = parseArgs({
  options: {
    threads: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    rank: { type: 'string', default: '16' },
    // As bots' prompts are: a question with one to four passages.
    shortest: { type: 'string', default: '120' },
    longest: { type: 'string', default: '600' },
  },
});
const [shortest, longest] = [Number(values.shortest), Number(values.longest)];
const [threads, rounds, rank] = [Number(values.threads), Number(values.rounds), Number(values.rank)];
const base = await testGenerator();
const origin = await fetchModelOrigin(testModelsDeps(), base);
const python = process.env['FOYER_BENCH_PYTHON'];
const contestants: Record<string, Contestant> = {
  foyer: await foyer(),
  ...(python ? { 'PyTorch + PEFT': await peft(python) } : {}),
};
if (!python) process.stdout.write('No peer: FOYER_BENCH_PYTHON names no Python with PEFT.\n');

const random = createRandom(3);
const found: Record<string, (Timing & { tokens: number })[]> = {};
for (let round = 0; round <= rounds; round++) {
  const rows = mixedRows();
  const tokens = rows.reduce((sum, { ids }) => sum + ids.length, 0);
  for (const [name, contestant] of Object.entries(contestants)) {
    const timing = await contestant.step(rows);
    const seconds = (timing.wallMs / 1000).toFixed(1);
    process.stdout.write(
      `round ${round} ${name}: ${tokens} tokens in ${seconds} s, loss ${timing.loss.toFixed(3)}\n`,
    );
    if (round > 0) found[name] = [...(found[name] ?? []), { ...timing, tokens }];
  }
}
const speeds = Object.entries(found).map(([name, timings]) => report(name, timings));
const [ours, theirs] = speeds;
if (ours && theirs) {
  process.stdout.write(
    `foyer / peer: ${(ours.wall / theirs.wall).toFixed(2)} by wall time, ${(ours.cpu / theirs.cpu).toFixed(2)} by CPU time, ` +
      `${(ours.peakBytes / theirs.peakBytes).toFixed(2)} of the memory\n`,
  );
}
for (const { close } of Object.values(contestants)) close();

function mixedRows(): TrainingRow[] {
  return Array.from({ length: BATCH_ROWS }, () => {
    const length = shortest + Math.floor(random() * (longest - shortest));
    const ids = Array.from({ length }, () => Math.floor(random() * base.manifest.shape.vocabularySize));
    return { ids, targets: ANSWER_TOKENS };
  });
}

async function foyer(): Promise<Contestant> {
  const lora = { rank, alpha: 2 * rank, modules: ADAPTED_MODULES };
  const { cacheDir } = testModelsDeps();
  const session = await openTrainingSession({ base, origin, cacheDir, lora, threads });
  const adapter = startOf(session, createRandom(1));
  const [gradient, moments] = [new Float32Array(adapter.length), createMoments(adapter.length)];
  const options = { reference: adapter, tokensPerRun: TOKENS_PER_RUN, pause: async () => undefined };
  const learner = createLearner(session, { kind: 'supervised' }, options);
  let step = 0;
  return {
    async step(rows) {
      const [wall, cpu] = [performance.now(), process.cpuUsage()];
      gradient.fill(0);
      const examples = rows.map((row, index) => ({ id: `${index}`, rows: [row] }));
      const { loss } = await learner.learn(examples, adapter, gradient);
      clipNorm(gradient, 1);
      step += 1;
      adamWStep(adapter, gradient, moments, { learningRate: 5e-4, weightDecay: 0.01, step });
      const { user, system } = process.cpuUsage(cpu);
      const peakBytes = process.resourceUsage().maxRSS * 1024;
      return { loss, wallMs: performance.now() - wall, cpuMs: (user + system) / 1000, peakBytes };
    },
    close: () => void session[Symbol.asyncDispose](),
  };
}

async function peft(interpreter: string): Promise<Contestant> {
  const script = join(import.meta.dirname, 'peft-peer.py');
  const child = spawn(interpreter, [script, origin.path, `${threads}`, `${rank}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value ?? 'null');
  await next();
  return {
    async step(rows) {
      child.stdin.write(`${JSON.stringify(rows)}\n`);
      return await next();
    },
    close: () => child.stdin.end(),
  };
}

function report(name: string, timings: readonly (Timing & { tokens: number })[]) {
  const total = (key: 'tokens' | 'wallMs' | 'cpuMs') => timings.reduce((sum, timing) => sum + timing[key], 0);
  const wall = (1000 * total('tokens')) / total('wallMs');
  const cpu = (1000 * total('tokens')) / total('cpuMs');
  const peakBytes = Math.max(...timings.map((timing) => timing.peakBytes));
  process.stdout.write(
    `${name.padEnd(16)} ${wall.toFixed(0)} tokens/s, ${cpu.toFixed(0)} a CPU second, peak ${(peakBytes / 1e9).toFixed(2)} GB ` +
      `(${timings.length} steps of ${BATCH_ROWS} rows, ${total('tokens')} tokens, ${threads} threads, load ${loadavg()[0]?.toFixed(1)})\n`,
  );
  return { wall, cpu, peakBytes };
}
