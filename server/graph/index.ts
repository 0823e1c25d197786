/**
 * Purpose: models as typed graphs: the serving loop, the transformers.js export, the encoder, training; quantisation.
 * Invariant: pure, no I/O; a weight is read only while its bytes are being yielded.
 * Must never know: files, sessions, tokenizers.
 */
export { buildBiEncoderHeldOut, buildBiEncoderTraining } from './bi-encoder.ts';
export { bytesOf } from './builder.ts';
export {
  buildCrossEncoderHeldOut,
  buildCrossEncoderModel,
  buildCrossEncoderTraining,
} from './cross-encoder.ts';
export { biEncoderTensors, crossEncoderTensors, READINGS } from './encoder-tensors.ts';
export { buildEncoderModel } from './feature-extraction.ts';
export type { FrozenPrecision } from './frozen-linear.ts';
export {
  ADAPTED_MODULES,
  type AdaptedModule,
  type AdapterTensor,
  adapterTensors,
  type LoraOptions,
} from './lora.ts';
export { mergedWeights } from './merge.ts';
export { rotaryDivisors } from './rotary.ts';
export { buildServingModel } from './serving.ts';
export { taughtWeights } from './taught-weights.ts';
export { buildHeldOutModel, buildTrainingModel, type TrainingOptions } from './training.ts';
export { buildTransformersJsModel } from './transformers-js.ts';
export type {
  BuildOptions,
  BuiltModel,
  DecoderConfig,
  EncoderConfig,
  Precision,
  RopeScaling,
  TrainedTensor,
  WeightSource,
} from './types.ts';
