import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import {
  ADAPTED_MODULES,
  adapterTensors,
  buildHeldOutModel,
  buildTransformersJsModel,
  mergedWeights,
} from '../../../server/graph/index.ts';
import {
  DEFAULT_GENERATOR_ID,
  decoderConfigFromFolder,
  encodeSafetensors,
  mergeModel,
  openSafetensors,
  readSafetensors,
} from '../../../server/models/index.ts';
import { formulaAdapter } from '../../support/adapters.ts';
import { testGenerator, testModelsDeps } from '../../support/models.ts';
import { int64, openBuiltModel, promptLogits } from '../../support/sessions.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/tiny-models');
const FETCH_MS = 600_000;

test.each(['llama-untied-llama3', 'qwen2-untied', 'qwen3-tied'])(
  'the merged %s says at float32 what the training graph says with the adapter beside it, to 1e-4',
  async (name) => {
    const folder = join(FIXTURES, name);
    const config = decoderConfigFromFolder(folder, false);
    const { ids }: { ids: number[] } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
    const { weights, close } = openSafetensors(folder);
    using _weights = { [Symbol.dispose]: close };
    const lora = { rank: 4, alpha: 8, modules: ADAPTED_MODULES };
    const adapter = readSafetensors(formulaAdapter(config, lora).bytes, 'the adapter');
    const position = ids.length - 1;
    const vocabulary = Array.from({ length: config.vocabularySize }, (_, id) => id);

    await using beside = await openBuiltModel(
      buildHeldOutModel(config, weights, { lora, dataName: 'weights.bin' }),
    );
    const feeds = adapterTensors(config, lora).map(({ name: tensor, shape }) => [
      tensor,
      new Tensor('float32', adapter.read(tensor), [...shape]),
    ]);
    const outputs = await beside.run({
      input_ids: int64(ids, [1, ids.length]),
      target_positions: int64(
        vocabulary.map(() => position),
        [vocabulary.length],
      ),
      target_ids: int64(vocabulary, [vocabulary.length]),
      target_weights: new Tensor('float32', new Float32Array(vocabulary.length).fill(1), [vocabulary.length]),
      ...Object.fromEntries(feeds),
    });
    const losses = outputs['target_losses']?.data as Float32Array;

    const options = { precision: 'fp32', dataName: 'weights.bin' } as const;
    const merged = mergedWeights(weights, adapter, lora);
    await using session = await openBuiltModel(buildTransformersJsModel(config, merged, options));
    const found = logProbabilities((await promptLogits(session, config, ids))[position] ?? []);
    await using plain = await openBuiltModel(buildTransformersJsModel(config, weights, options));
    const before = logProbabilities((await promptLogits(plain, config, ids))[position] ?? []);
    expect(greatestGap(found, losses)).toBeLessThan(1e-4);
    expect(greatestGap(before, losses)).toBeGreaterThan(1e-2);
  },
);

test(
  'the real model with an adapter whose B is zero is merged into the very files of the base model',
  async () => {
    const base = await testGenerator();
    const config = decoderConfigFromFolder(base.path, true);
    const tensors = new Map(
      adapterTensors(config, { rank: 8, alpha: 16, modules: ADAPTED_MODULES }).map((tensor) => [
        tensor.name,
        tensor,
      ]),
    );
    const { chunks } = encodeSafetensors({
      names: () => [...tensors.keys()],
      shape: (name) => tensors.get(name)?.shape ?? [],
      read(name) {
        const { shape = [0, 0], half } = tensors.get(name) ?? {};
        return new Float32Array(shape[0] * shape[1]).fill(half === 'A' ? 0.1 : 0);
      },
    });
    const scratch = mkdtempSync(join(tmpdir(), 'foyer-merged-'));
    using _scratch = { [Symbol.dispose]: () => rmSync(scratch, { recursive: true }) };
    const merged = await mergeModel(testModelsDeps(), {
      id: 'ver_test',
      base: { id: DEFAULT_GENERATOR_ID, sha256: base.manifest.source.sha256 },
      adapter: { bytes: Buffer.concat([...chunks]), rank: 8, alpha: 16 },
      precision: 'q8',
      path: join(scratch, 'ver_test'),
    });
    expect(merged.manifest.files).toEqual(base.manifest.files);
    expect(merged.manifest.sha256).toBe(base.manifest.sha256);
  },
  FETCH_MS,
);

function logProbabilities(logits: ArrayLike<number>): number[] {
  const values = Array.from(logits);
  const highest = Math.max(...values);
  const sum = values.reduce((total, value) => total + Math.exp(value - highest), 0);
  return values.map((value) => value - highest - Math.log(sum));
}

/** @param losses negative log-probabilities */
function greatestGap(found: readonly number[], losses: Float32Array): number {
  return Math.max(...found.map((value, id) => Math.abs(value + (losses[id] ?? Number.NaN))));
}
