import {
  type DecoderConfig,
  type RopeScaling,
  rotaryDivisors,
  type WeightSource,
} from '../../graph/index.ts';
import type { FileContent } from '../safetensors/write-safetensors.ts';
import { invalidFile } from '../weights/byte-source.ts';
import { ENCODINGS, type WrittenType } from './encode-blocks.ts';
import { encodeGguf, type WrittenTensor, type WrittenValue } from './encode-gguf.ts';
import { LLAMA3_KEYS } from './read-decoder-config.ts';
import { pairsFromHalves } from './rotary-rows.ts';
import { ggufName, ROTARY_DIVISORS } from './tensor-names.ts';
import { tokenizerMetadata } from './tokenizer-metadata.ts';

export type GgufType = Exclude<WrittenType, 'F32'>;

/** llama.cpp's `general.file_type`: what most of the tensors are. */
const FILE_TYPES: Record<GgufType, number> = { F16: 1, Q8_0: 7 };

/**
 * A decoder as a GGUF file that llama.cpp runs: matrices at `type`, vectors in float32, the tokenizer and its chat
 * template inside. A matrix whose rows are no whole number of blocks stays at 16 bits.
 * @throws AppError `model_file_invalid` for what the format, or llama.cpp, has no place for
 */
export function encodeDecoderGguf(
  model: {
    name: string;
    config: DecoderConfig;
    weights: WeightSource;
    tokenizerFiles: Readonly<Record<string, unknown>>;
    contextTokens: number;
  },
  type: GgufType,
): FileContent {
  const { config, weights } = model;
  const metadata = new Map<string, WrittenValue>([
    ['general.architecture', { type: 'string', value: config.architecture }],
    ['general.name', { type: 'string', value: model.name }],
    ['general.file_type', { type: 'u32', value: FILE_TYPES[type] }],
    ['general.quantization_version', { type: 'u32', value: 2 }],
    ...configMetadata(config, model.contextTokens),
    ...tokenizerMetadata(model.tokenizerFiles, config),
  ]);
  const names = weights.names().filter((name) => !(config.tiedEmbeddings && name === 'lm_head.weight'));
  const tensors = names.map((name) => tensorOf(name, config, weights, type));
  return encodeGguf(metadata, [...rotaryTensor(config), ...tensors]);
}

/** llama.cpp knows Llama 3's rescaling as what it does to each frequency. */
function rotaryTensor(config: DecoderConfig): WrittenTensor[] {
  if (config.ropeScaling.kind !== 'llama3') return [];
  const shape = [config.headSize / 2];
  return [{ name: ROTARY_DIVISORS, shape, type: 'F32', read: () => rotaryDivisors(config) }];
}

function configMetadata(config: DecoderConfig, contextTokens: number): [string, WrittenValue][] {
  const { ropeScaling } = config;
  const whole: Record<string, number> = {
    block_count: config.layers,
    context_length: contextTokens,
    embedding_length: config.hiddenSize,
    feed_forward_length: config.intermediateSize,
    'attention.head_count': config.heads,
    'attention.head_count_kv': config.keyValueHeads,
    'attention.key_length': config.headSize,
    'attention.value_length': config.headSize,
    'rope.dimension_count': config.headSize,
    vocab_size: config.vocabularySize,
  };
  const real: Record<string, number> = {
    'attention.layer_norm_rms_epsilon': config.normEpsilon,
    'rope.freq_base': config.ropeTheta,
    ...(ropeScaling.kind === 'linear' ? { 'rope.scaling.factor': ropeScaling.factor } : {}),
  };
  const scaling = ropeScaling.kind === 'linear' ? 'linear' : 'none';
  const named: Record<string, WrittenValue> = {
    ...mapped(whole, (value) => ({ type: 'u32', value })),
    ...mapped(real, (value) => ({ type: 'f32', value })),
    'rope.scaling.type': { type: 'string', value: scaling },
  };
  return [
    ...Object.entries(named).map(([key, value]): [string, WrittenValue] => [
      `${config.architecture}.${key}`,
      value,
    ]),
    ...llama3Metadata(ropeScaling),
  ];
}

function llama3Metadata(scaling: RopeScaling): [string, WrittenValue][] {
  if (scaling.kind !== 'llama3') return [];
  const keys = ['factor', 'lowFrequencyFactor', 'highFrequencyFactor', 'originalMaxPositions'] as const;
  return keys.map((key) => [LLAMA3_KEYS[key], { type: 'f32', value: scaling[key] }]);
}

function mapped(
  values: Record<string, number>,
  written: (value: number) => WrittenValue,
): Record<string, WrittenValue> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, written(value)]));
}

function tensorOf(name: string, config: DecoderConfig, weights: WeightSource, type: GgufType): WrittenTensor {
  const shape = weights.shape(name);
  const gguf = ggufName(name);
  if (!gguf) throw invalidFile(name, 'a GGUF file has no place for this tensor');
  const fits = (shape.at(-1) ?? 0) % ENCODINGS[type].elements === 0;
  return {
    name: gguf,
    shape,
    type: shape.length === 1 ? 'F32' : fits ? type : 'F16',
    read: () => pairsFromHalves(name, { name, shape, values: weights.read(name) }, config),
  };
}
