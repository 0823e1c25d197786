/**
 * Purpose: models as typed graphs: the serving loop, the transformers.js export, the encoder; quantisation.
 * Invariant: pure, no I/O; a weight is read only while its bytes are being yielded.
 * Must never know: files, sessions, tokenizers.
 */
export { buildEncoderModel } from './feature-extraction.ts';
export { buildServingModel } from './serving.ts';
export { buildTransformersJsModel } from './transformers-js.ts';
export type {
  BuildOptions,
  BuiltModel,
  DecoderConfig,
  EncoderConfig,
  Precision,
  RopeScaling,
  WeightSource,
} from './types.ts';
