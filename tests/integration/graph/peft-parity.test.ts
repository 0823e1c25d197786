import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import {
  ADAPTED_MODULES,
  type AdapterTensor,
  adapterTensors,
  buildHeldOutModel,
  buildTrainingModel,
} from '../../../server/graph/index.ts';
import { decoderConfigFromFolder, openSafetensors } from '../../../server/models/index.ts';
import { int64, openBuiltModel } from '../../support/sessions.ts';

type Digest = [squares: number, dot: number];
type Golden = {
  rows: { ids: number[]; answer: number }[];
  rank: number;
  alpha: number;
  gradients: Digest[];
  losses: number[];
};

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const NAMES = ['llama-untied-llama3', 'qwen2-untied', 'qwen3-tied'];

test.each(NAMES.flatMap((name) => [8, 16].map((rank) => [name, rank] as const)))(
  'loss and gradients of %s at rank %i agree with PyTorch and PEFT to 1e-4',
  async (name, rank) => {
    const golden: Golden = JSON.parse(readFileSync(join(FIXTURES, `peft/${name}-r${rank}.json`), 'utf8'));
    const folder = join(FIXTURES, 'tiny-models', name);
    const config = decoderConfigFromFolder(folder, false);
    const lora = { rank, alpha: golden.alpha, modules: ADAPTED_MODULES };
    const tensors = adapterTensors(config, lora);
    const { weights, close } = openSafetensors(folder);
    using _weights = { [Symbol.dispose]: close };
    const options = { lora, frozen: 'float32', dataName: 'weights.bin' } as const;
    await using training = await openBuiltModel(buildTrainingModel(config, weights, options));
    await using heldOut = await openBuiltModel(buildHeldOutModel(config, weights, options));

    const { feeds, targets } = batch(golden);
    const adapter = Object.fromEntries(tensors.map((tensor, index) => [tensor.name, start(tensor, index)]));
    const outputs = await training.run({ ...feeds, ...adapter });
    const expected = golden.losses[0] ?? Number.NaN;
    expect(scalarOf(outputs['loss']) / targets / expected).toBeCloseTo(1, 4);
    const again = await heldOut.run({ ...feeds, ...adapter });
    expect(scalarOf(again['loss'])).toBeCloseTo(scalarOf(outputs['loss']), 4);

    for (const [index, tensor] of tensors.entries()) {
      const gradient = outputs[`${tensor.name}.gradient`]?.data as Float32Array;
      const [squares, dot] = golden.gradients[index] ?? [Number.NaN, Number.NaN];
      const mean = gradient.map((value) => value / targets);
      const size = Math.sqrt(squares);
      expect(Math.abs(Math.hypot(...mean) - size), tensor.name).toBeLessThan(1e-4 * size);
      const found = mean.reduce((sum, value, at) => sum + value * Math.cos(0.7 * at + 0.3), 0);
      expect(Math.abs(found - dot), tensor.name).toBeLessThan(1e-4 * size * Math.sqrt(mean.length));
    }
  },
);

/** The formula of `start` in make-peft-golden.py. */
function start({ half, shape }: AdapterTensor, index: number): Tensor {
  const scale = half === 'A' ? 1 / Math.sqrt(shape[1]) : 0.02;
  const values = Float32Array.from(
    { length: shape[0] * shape[1] },
    (_, at) => scale * Math.sin((at + 1) * (index + 1) * 0.37),
  );
  return new Tensor('float32', values, [...shape]);
}

function batch({ rows }: Golden): { feeds: Record<string, Tensor>; targets: number } {
  const width = Math.max(...rows.map(({ ids }) => ids.length));
  const ids = rows.flatMap((row) => [...row.ids, ...new Array<number>(width - row.ids.length).fill(0)]);
  const asked = rows.flatMap((row, index) =>
    row.ids.slice(-row.answer).map((id, at) => ({
      id,
      position: index * width + row.ids.length - row.answer + at - 1,
    })),
  );
  const feeds = {
    input_ids: int64(ids, [rows.length, width]),
    target_positions: int64(
      asked.map(({ position }) => position),
      [asked.length],
    ),
    target_ids: int64(
      asked.map(({ id }) => id),
      [asked.length],
    ),
    target_weights: new Tensor('float32', new Float32Array(asked.length).fill(1), [asked.length]),
  };
  return { feeds, targets: asked.length };
}

function scalarOf(tensor: Tensor | undefined): number {
  return Number(tensor?.data[0]);
}
