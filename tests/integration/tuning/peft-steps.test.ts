import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ADAPTED_MODULES,
  type AdapterTensor,
  adapterTensors,
  buildTransformersJsModel,
  type FrozenPrecision,
  mergedWeights,
} from '../../../server/graph/index.ts';
import { decoderConfigFromFolder, openSafetensors, readSafetensors } from '../../../server/models/index.ts';
import { runTrainingGraphs } from '../../../server/models/training/run-training-graphs.ts';
import { decoderGraphs } from '../../../server/models/training/training-graphs.ts';
import { adamWStep, createMoments } from '../../../server/tuning/optimise/adam-w.ts';
import { clipNorm } from '../../../server/tuning/optimise/gradient.ts';
import { learningRateAt } from '../../../server/tuning/optimise/schedule.ts';
import { encodeTrained } from '../../../server/tuning/training/checkpoint.ts';
import { createLearner } from '../../../server/tuning/training/objective.ts';
import { seededRandom } from '../../support/random.ts';
import { openBuiltModel, promptLogits } from '../../support/sessions.ts';

/** A tensor's sum of squares, and its dot product with cos(0.7 i + 0.3). */
type Digest = [squares: number, dot: number];
type Golden = {
  rows: { ids: number[]; answer: number }[];
  rank: number;
  alpha: number;
  recipe: {
    steps: number;
    warmupSteps: number;
    learningRate: number;
    weightDecay: number;
    maxNorm: number;
  };
  logits: Digest[];
  losses: number[];
  norms: number[];
  adapter: Digest[];
};

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const CASES = ['llama-untied-llama3', 'qwen2-untied', 'qwen3-tied'].flatMap((name) =>
  [8, 16].map((rank) => [name, rank] as const),
);

describe.each(CASES)('%s at rank %i, as PyTorch and PEFT recorded it', (name, rank) => {
  const golden: Golden = JSON.parse(readFileSync(join(FIXTURES, `peft/${name}-r${rank}.json`), 'utf8'));

  test('twenty optimiser steps have the same losses to 1e-4, norms, and end in the same adapter', async () => {
    await using model = await openTiny(name, golden);
    const { session, tensors } = model;
    const adapter = startOf(tensors);
    const learner = createLearner(
      session,
      { kind: 'supervised' },
      {
        reference: adapter,
        tokensPerRun: 24,
        pause: async () => undefined,
      },
    );
    const { steps, warmupSteps, learningRate, weightDecay, maxNorm } = golden.recipe;
    const examples = golden.rows.map(({ ids, answer }, row) => ({
      id: `${row}`,
      rows: [{ ids, targets: answer }],
    }));
    const moments = createMoments(adapter.length);
    const gradient = new Float32Array(adapter.length);
    for (let step = 0; step < steps; step++) {
      gradient.fill(0);
      const { loss } = await learner.learn(examples, adapter, gradient);
      const norm = clipNorm(gradient, maxNorm);
      expect(loss / (golden.losses[step] ?? Number.NaN), `loss of step ${step}`).toBeCloseTo(1, 4);
      expect(norm / (golden.norms[step] ?? Number.NaN), `norm of step ${step}`).toBeCloseTo(1, 3);
      const rate = learningRateAt(step, { steps, warmUpSteps: warmupSteps, learningRate });
      adamWStep(adapter, gradient, moments, { learningRate: rate, weightDecay, step: step + 1 });
    }
    let at = 0;
    for (const [index, { name: tensor, shape }] of tensors.entries()) {
      const values = adapter.subarray(at, at + shape[0] * shape[1]);
      at += values.length;
      expectDigest(values, golden.adapter[index], 1e-3, tensor);
    }
  });

  test('the logits of the merged model, as it will serve, are those of the adapted one', async () => {
    await using model = await openTiny(name, golden);
    const adapter = readSafetensors(encodeTrained(model.tensors, startOf(model.tensors)), 'of the test');
    const merged = mergedWeights(model.weights, adapter, golden);
    await using serving = await openBuiltModel(
      buildTransformersJsModel(model.config, merged, { precision: 'fp32', dataName: 'weights.bin' }),
    );
    let target = 0;
    for (const { ids, answer } of golden.rows) {
      const logits = await promptLogits(serving, model.config, ids);
      for (const row of logits.slice(ids.length - answer - 1, -1)) {
        expectDigest(row, golden.logits[target], 1e-4, `target ${target}`);
        target++;
      }
    }
    expect(target).toBe(golden.logits.length);
  });
});

test.each(['llama-tied-linear', 'llama-untied-llama3', 'qwen2-untied', 'qwen3-tied'])(
  'the gradient of the whole %s is the slope of its loss in any direction',
  async (name) => {
    await using model = await openTiny(name, { rank: 4, alpha: 8 });
    const { session, tensors } = model;
    const random = seededRandom(11);
    const rows = [
      { ids: [1, 17, 42, 3, 90, 55, 8], targets: 3, weights: Float32Array.of(1, -0.5, 2) },
      { ids: [1, 5, 77, 30], targets: 2 },
    ];
    const weights = [1, -0.5, 2, 1, 1];
    const adapter = startOf(tensors).map((value) => value * 3);
    const gradient = new Float32Array(adapter.length);
    await session.learn(rows, adapter, gradient);
    for (let trial = 0; trial < 5; trial++) {
      const direction = adapter.map(() => random() - 0.5);
      const stride = 2e-3;
      const lossAt = async (by: number) => {
        const moved = adapter.map((value, index) => value + by * (direction[index] ?? 0));
        const losses = await session.judge(rows, moved);
        return losses.reduce((sum, loss, index) => sum + loss * (weights[index] ?? 0), 0);
      };
      const slope = ((await lossAt(stride)) - (await lossAt(-stride))) / (2 * stride);
      const expected = gradient.reduce((sum, value, index) => sum + value * (direction[index] ?? 0), 0);
      expect(Math.abs(slope - expected)).toBeLessThan(0.01 * Math.abs(expected) + 0.01);
    }
  },
);

test.each(['llama-untied-llama3', 'qwen2-untied', 'qwen3-tied'])(
  'gradients of %s in 8 bits point where the exact ones do, and the loss is the same',
  async (name) => {
    await using exact = await openTiny(name, { rank: 4, alpha: 8 });
    await using rough = await openTiny(name, { rank: 4, alpha: 8 }, 'int8-backward');
    const rows = [{ ids: [1, 17, 42, 3, 90, 55, 8, 2], targets: 4 }];
    const adapter = startOf(exact.tensors);
    const [a, b] = [new Float32Array(adapter.length), new Float32Array(adapter.length)];
    const loss = await exact.session.learn(rows, adapter, a);
    expect(await rough.session.learn(rows, adapter, b)).toBeCloseTo(loss, 5);
    const dot = (left: Float32Array, right: Float32Array) =>
      left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
    expect(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))).toBeGreaterThan(0.995);
  },
);

async function openTiny(
  name: string,
  { rank, alpha }: { rank: number; alpha: number },
  frozen: FrozenPrecision = 'float32',
) {
  const folder = join(FIXTURES, 'tiny-models', name);
  const kept = mkdtempSync(join(tmpdir(), 'foyer-steps-'));
  const config = decoderConfigFromFolder(folder, false);
  const { weights, close } = openSafetensors(folder);
  const lora = { rank, alpha, modules: ADAPTED_MODULES };
  const graphs = decoderGraphs({ config, weights, lora, frozen });
  const session = await runTrainingGraphs(graphs, { folder: kept, threads: 1 });
  return {
    config,
    weights,
    session,
    tensors: adapterTensors(config, lora),
    async [Symbol.asyncDispose]() {
      await session[Symbol.asyncDispose]();
      close();
      rmSync(kept, { recursive: true });
    },
  };
}

/** The formula of `start` in make-peft-golden.py. */
function startOf(tensors: readonly AdapterTensor[]): Float32Array {
  const parts = tensors.map(({ half, shape }, index) => {
    const scale = half === 'A' ? 1 / Math.sqrt(shape[1]) : 0.02;
    return Array.from(
      { length: shape[0] * shape[1] },
      (_, at) => scale * Math.sin((at + 1) * (index + 1) * 0.37),
    );
  });
  return Float32Array.from(parts.flat());
}

function expectDigest(values: Float32Array, golden: Digest | undefined, share: number, what: string): void {
  const [squares, dot] = golden ?? [Number.NaN, Number.NaN];
  const size = Math.sqrt(squares);
  expect(Math.abs(Math.hypot(...values) - size), what).toBeLessThan(share * size);
  const found = values.reduce((sum, value, at) => sum + value * Math.cos(0.7 * at + 0.3), 0);
  expect(Math.abs(found - dot), what).toBeLessThan(share * size * Math.sqrt(values.length));
}
