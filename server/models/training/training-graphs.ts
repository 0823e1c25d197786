import type { Tensor } from 'onnxruntime-node';
import {
  adapterTensors,
  type BuiltModel,
  biEncoderTensors,
  buildBiEncoderHeldOut,
  buildBiEncoderTraining,
  buildCrossEncoderHeldOut,
  buildCrossEncoderTraining,
  buildHeldOutModel,
  buildTrainingModel,
  crossEncoderTensors,
  type DecoderConfig,
  type EncoderConfig,
  type FrozenPrecision,
  type LoraOptions,
  type TrainedTensor,
  type WeightSource,
} from '../../graph/index.ts';
import type { TaughtKind } from '../types.ts';
import { readingFeeds } from './reading-rows.ts';
import { textFeeds } from './text-rows.ts';
import { type TrainingRow, trainingFeeds } from './training-batch.ts';

/** What learns and what only judges, which read the same frozen weights and are given the same trained tensors. */
export type TrainingGraphs = {
  training: BuiltModel;
  heldOut: BuiltModel;
  tensors: readonly TrainedTensor[];
  /** As `TrainingSession` has it. */
  pretrained?: Float32Array;
  /** A batch as both graphs take it. */
  feedsOf: (rows: readonly TrainingRow[]) => Record<string, Tensor>;
};

export type DecoderGraphsInput = {
  config: DecoderConfig;
  weights: WeightSource;
  lora: LoraOptions;
  frozen: FrozenPrecision;
};

const DATA_NAME = 'weights.bin';

/** Of a generator, which learns to answer: an adapter over frozen weights. */
export function decoderGraphs({ config, weights, lora, frozen }: DecoderGraphsInput): TrainingGraphs {
  const options = { lora, frozen, dataName: DATA_NAME };
  return {
    training: buildTrainingModel(config, weights, options),
    heldOut: buildHeldOutModel(config, weights, options),
    tensors: adapterTensors(config, lora),
    feedsOf: trainingFeeds,
  };
}

const ENCODERS = {
  'cross-encoder': {
    training: buildCrossEncoderTraining,
    heldOut: buildCrossEncoderHeldOut,
    tensors: crossEncoderTensors,
    feedsOf: readingFeeds,
  },
  'bi-encoder': {
    training: buildBiEncoderTraining,
    heldOut: buildBiEncoderHeldOut,
    tensors: biEncoderTensors,
    feedsOf: textFeeds,
  },
} satisfies Record<TaughtKind, object>;

/** Of an embedder, whose matrices are all trained. */
export function encoderGraphs(
  kind: TaughtKind,
  config: EncoderConfig,
  weights: WeightSource,
): TrainingGraphs {
  const options = { dataName: DATA_NAME };
  const { training, heldOut, tensors: tensorsOf, feedsOf } = ENCODERS[kind];
  const tensors = tensorsOf(config);
  return {
    training: training(config, weights, options),
    heldOut: heldOut(config, weights, options),
    tensors,
    feedsOf,
    pretrained: pretrainedValues(tensors, weights),
  };
}

/** Tensors end to end; zeros for those that are not among the weights, a new classifier's. */
function pretrainedValues(tensors: readonly TrainedTensor[], weights: WeightSource): Float32Array {
  const values = new Float32Array(tensors.reduce((sum, { shape }) => sum + shape[0] * shape[1], 0));
  let at = 0;
  for (const { name, shape } of tensors) {
    if (weights.has(name)) values.set(weights.read(name), at);
    at += shape[0] * shape[1];
  }
  return values;
}
