import { expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import {
  buildEncoderModel,
  buildServingModel,
  buildTransformersJsModel,
  type DecoderConfig,
  type EncoderConfig,
  type WeightSource,
} from '../../../server/graph/index.ts';
import { decodeModel, type GraphProto } from '../../../server/onnx/index.ts';
import { seededRandom } from '../../support/random.ts';

const decoder: DecoderConfig = {
  architecture: 'llama',
  vocabularySize: 40,
  hiddenSize: 32,
  intermediateSize: 64,
  layers: 2,
  heads: 2,
  keyValueHeads: 1,
  headSize: 16,
  normEpsilon: 1e-5,
  ropeTheta: 10_000,
  ropeScaling: { kind: 'none' },
  maxPositions: 64,
  tiedEmbeddings: true,
  endTokenIds: [2],
};

const encoder: EncoderConfig = {
  architecture: 'bert',
  vocabularySize: 40,
  tokenTypes: 2,
  hiddenSize: 32,
  intermediateSize: 64,
  layers: 1,
  heads: 2,
  normEpsilon: 1e-12,
  maxPositions: 64,
};

/** A source that has every tensor asked for, and notes what is read. */
function anyWeights(
  shapes: Record<string, readonly number[]>,
): WeightSource & { read: (name: string) => Float32Array; log: string[] } {
  const random = seededRandom(3);
  const log: string[] = [];
  return {
    log,
    names: () => Object.keys(shapes),
    has: (name) => name in shapes,
    shape: (name) => shapes[name] ?? [],
    read(name) {
      log.push(name);
      const size = (shapes[name] ?? []).reduce((product, length) => product * length, 1);
      return Float32Array.from({ length: size }, random);
    },
  };
}

function decoderShapes(): Record<string, readonly number[]> {
  const shapes: Record<string, readonly number[]> = {
    'model.embed_tokens.weight': [40, 32],
    'model.norm.weight': [32],
  };
  for (const layer of ['model.layers.0', 'model.layers.1']) {
    Object.assign(shapes, {
      [`${layer}.input_layernorm.weight`]: [32],
      [`${layer}.post_attention_layernorm.weight`]: [32],
      [`${layer}.self_attn.q_proj.weight`]: [32, 32],
      [`${layer}.self_attn.k_proj.weight`]: [16, 32],
      [`${layer}.self_attn.v_proj.weight`]: [16, 32],
      [`${layer}.self_attn.o_proj.weight`]: [32, 32],
      [`${layer}.mlp.gate_proj.weight`]: [64, 32],
      [`${layer}.mlp.up_proj.weight`]: [64, 32],
      [`${layer}.mlp.down_proj.weight`]: [32, 64],
    });
  }
  return shapes;
}

const options = { precision: 'q8', dataName: 'weights.bin' } as const;

test('weights are read while the data is iterated, each once and one at a time', () => {
  const weights = anyWeights(decoderShapes());
  const model = buildServingModel(decoder, weights, options);
  expect(weights.log).toEqual([]);
  let length = 0;
  for (const chunk of model.data) length += chunk.length;
  expect(length).toBe(model.dataBytes);
  expect(weights.log.toSorted()).toEqual(Object.keys(decoderShapes()).toSorted());
});

test('a tied table is stored once: two tensors over the same bytes', () => {
  const model = decodeModel(buildServingModel(decoder, anyWeights(decoderShapes()), options).proto);
  const places = model.graph.initializer
    .filter(({ name }) => name.startsWith('model.embed_tokens.weight.packed'))
    .map(({ dims, externalData }) => ({ dims, at: externalData.map(({ value }) => value).join() }));
  expect(places.map(({ dims }) => dims)).toEqual([
    [40, 1, 32],
    [40, 32],
  ]);
  expect(places[0]?.at).toBe(places[1]?.at);
});

test('the layouts name what transformers.js and the decode loop feed and read', () => {
  const built = buildTransformersJsModel(decoder, anyWeights(decoderShapes()), options);
  const graph = decodeModel(built.proto).graph;
  const cache = ['0.key', '0.value', '1.key', '1.value'];
  expect(names(graph.input)).toEqual([
    'input_ids',
    'attention_mask',
    'position_ids',
    ...cache.map((n) => `past_key_values.${n}`),
  ]);
  expect(names(graph.output)).toEqual(['logits', ...cache.map((n) => `present.${n}`)]);
  expect(symbols(graph)).toEqual([
    'batch_size',
    'past_sequence_length',
    'sequence_length',
    'total_sequence_length',
  ]);

  const served = decodeModel(buildServingModel(decoder, anyWeights(decoderShapes()), options).proto).graph;
  expect(names(served.input).slice(0, 3)).toEqual(['input_ids', 'past_length', 'max_new_tokens']);
  expect(names(served.output)).toEqual(['tokens', 'length', ...cache.map((n) => `present.${n}`)]);
  expect(served.node.map(({ opType }) => opType)).toEqual(['Loop']);
});

test('weights that do not fit the configuration are named in the error', () => {
  const shapes = decoderShapes();
  const wrong = { ...shapes, 'model.layers.1.mlp.up_proj.weight': [32, 64] };
  const { 'model.norm.weight': _gone, ...missing } = shapes;
  expect(() => buildServingModel(decoder, anyWeights(wrong), options)).toThrow(
    /layers\.1\.mlp\.up_proj\.weight should be \[64,32\] and is \[32,64\]/,
  );
  expect(() => buildServingModel(decoder, anyWeights(missing), options)).toThrow(
    /model\.norm\.weight should be \[32\] and is missing/,
  );
  expect(() => buildEncoderModel(encoder, anyWeights({}), options)).toThrow(AppError);
});

test('heads that onnxruntime cannot attend with are refused before anything is read', () => {
  expect(() => buildServingModel({ ...decoder, headSize: 8 }, anyWeights({}), options)).toThrow(
    /multiples of 16/,
  );
});

function names(values: readonly { name: string }[]): string[] {
  return values.map(({ name }) => name);
}

function symbols(graph: GraphProto): string[] {
  const all = [...graph.input, ...graph.output].flatMap(({ type }) => type?.tensorType?.shape?.dim ?? []);
  return [...new Set(all.flatMap(({ dimParam }) => dimParam ?? []))].toSorted();
}
