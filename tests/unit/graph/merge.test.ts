import { describe, expect, test } from 'vitest';
import { mergedWeights, type WeightSource } from '../../../server/graph/index.ts';
import { encodeSafetensors, readSafetensors } from '../../../server/models/index.ts';
import { seededRandom } from '../../support/random.ts';

const LAYER = 'model.layers.0.self_attn.q_proj';
const [OUTPUTS, INPUTS, RANK, ALPHA] = [6, 10, 3, 12];

type Tensors = Record<string, { shape: number[]; values: Float32Array }>;

function source(tensors: Tensors): WeightSource {
  const tensor = (name: string) => tensors[name] ?? { shape: [], values: new Float32Array() };
  return {
    names: () => Object.keys(tensors),
    has: (name) => name in tensors,
    shape: (name) => tensor(name).shape,
    read: (name) => tensor(name).values,
  };
}

function random(seed: number, ...shape: number[]) {
  const next = seededRandom(seed);
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Float32Array.from({ length: count }, () => next() - 0.5) };
}

const base: Tensors = {
  [`${LAYER}.weight`]: random(1, OUTPUTS, INPUTS),
  'model.norm.weight': random(2, INPUTS),
};
const adapter: Tensors = {
  [`${LAYER}.lora_A`]: random(3, RANK, INPUTS),
  [`${LAYER}.lora_B`]: random(4, OUTPUTS, RANK),
};
const at = (tensors: Tensors, name: string, index: number) => tensors[name]?.values[index] ?? Number.NaN;

describe('a model with its adapter merged in', () => {
  test('every value is W + alpha / rank * B A, and what is not adapted stays', () => {
    const merged = mergedWeights(source(base), source(adapter), { rank: RANK, alpha: ALPHA });
    const values = merged.read(`${LAYER}.weight`);
    for (let output = 0; output < OUTPUTS; output++) {
      for (let input = 0; input < INPUTS; input++) {
        let sum = 0;
        for (let inner = 0; inner < RANK; inner++) {
          sum +=
            at(adapter, `${LAYER}.lora_B`, output * RANK + inner) *
            at(adapter, `${LAYER}.lora_A`, inner * INPUTS + input);
        }
        const index = output * INPUTS + input;
        expect(values[index]).toBeCloseTo(at(base, `${LAYER}.weight`, index) + (ALPHA / RANK) * sum, 6);
      }
    }
    expect(merged.read('model.norm.weight')).toEqual(base['model.norm.weight']?.values);
    expect(merged.names()).toEqual(source(base).names());
  });

  test('reading twice merges once', () => {
    const merged = mergedWeights(source(base), source(adapter), { rank: RANK, alpha: ALPHA });
    expect(merged.read(`${LAYER}.weight`)).toEqual(merged.read(`${LAYER}.weight`));
  });

  test('an adapter of another model is refused', () => {
    const lora = { rank: RANK, alpha: ALPHA };
    const other = { 'model.layers.9.mlp.up_proj.lora_A': random(3, RANK, INPUTS) };
    expect(() => mergedWeights(source(base), source(other), lora)).toThrow(
      'no layer for model.layers.9.mlp.up_proj.lora_A',
    );
    const wide = { ...adapter, [`${LAYER}.lora_B`]: random(4, OUTPUTS + 1, RANK) };
    expect(() => mergedWeights(source(base), source(wide), lora)).toThrow('should be [6,3] and is [7,3]');
  });

  test('an adapter survives its file: same values, and the same bytes each time', () => {
    const bytes = () => Buffer.concat([...encodeSafetensors(source(adapter)).chunks]);
    const read = readSafetensors(bytes(), 'the adapter');
    expect(bytes().equals(bytes())).toBe(true);
    expect(encodeSafetensors(source(adapter)).bytes).toBe(bytes().length);
    for (const [name, { shape, values }] of Object.entries(adapter)) {
      expect(read.shape(name)).toEqual(shape);
      expect(read.read(name)).toEqual(values);
    }
  });
});

describe('16-bit files', () => {
  const values = { weight: random(5, 4, 8) };
  test.each([
    ['F16', 2 ** -11],
    ['BF16', 2 ** -8],
  ] as const)('%s keeps its relative precision', (type, precision) => {
    const bytes = Buffer.concat([...encodeSafetensors(source(values), { type }).chunks]);
    const found = readSafetensors(bytes, 'a file').read('weight');
    for (const [index, value] of values.weight.values.entries()) {
      expect(Math.abs((found[index] ?? Number.NaN) - value)).toBeLessThanOrEqual(Math.abs(value) * precision);
    }
  });

  test('a value beyond 65,504 is refused, not stored as infinity', () => {
    const large = { weight: { shape: [1], values: Float32Array.from([70_000]) } };
    expect(() => [...encodeSafetensors(source(large), { type: 'F16' }).chunks]).toThrow(
      'too large for 16-bit',
    );
  });
});
