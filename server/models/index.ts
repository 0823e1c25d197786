/**
 * Purpose: open weights in, running models out: catalogue, sources, readers, conversion, child processes.
 * Invariant: no model ever runs in the HTTP process; every file is checked by hash before it is served.
 * Must never know: bots, documents, conversations.
 */

export {
  CATALOGUE,
  DEFAULT_EMBEDDER_ID,
  DEFAULT_GENERATOR_ID,
  getCatalogueEntry,
} from './catalogue/catalogue.ts';
export type { CatalogueEntry, ExpectedFile, ModelSource, ModelSourceKind } from './catalogue/types.ts';
export { decoderConfigFromFolder } from './configuration/decoder-config.ts';
export { encoderConfigFromFolder } from './configuration/encoder-config.ts';
export type { Adapter } from './conversion/with-adapter.ts';
export {
  DEFAULT_HUB_URL,
  type ModelSourceSettings,
  type ModelsDeps,
  type PullPhase,
  type PullProgress,
} from './deps.ts';
export { dotProduct } from './dot-product.ts';
export { type ExportForm, exportModel } from './export-model.ts';
export { findModel } from './find-model.ts';
export type { ModelManifest } from './folder/manifest.ts';
export { identityOf, type ModelFolder } from './folder/model-folder.ts';
export { type GeneratorLease, GeneratorPool } from './generator-pool.ts';
export { type GgufModel, openGguf } from './gguf/open-gguf.ts';
export { type ListedModel, listModels } from './list-models.ts';

export { type MergeInput, mergeModel } from './merge-model.ts';

export { createEventChannel } from './process/event-channel.ts';

export { type EmbedderDeps, openEmbedder, type RunningEmbedder } from './process/open-embedder.ts';
export { type GeneratorDeps, openGenerator, type RunningGenerator } from './process/open-generator.ts';
export { type PullInput, pullModel } from './pull-model.ts';
export { rememberingEmbedder } from './remembering-embedder.ts';
export { removeModel } from './remove-model.ts';
export { openSafetensors, readSafetensors, type SafetensorsWeights } from './safetensors/open-safetensors.ts';
export { encodeSafetensors, type FileContent, type StoredType } from './safetensors/write-safetensors.ts';
export {
  embedderGone,
  type FindTaughtEncoderInput,
  findTaughtEncoder,
  holdTaughtEncoder,
  isTaughtEncoderHeld,
  requireEmbedderHere,
  type WriteTaughtEncoderInput,
  writeTaughtEncoder,
} from './taught-encoder.ts';
export { type ExampleTokenizer, loadExampleTokenizer } from './training/example-tokenizer.ts';
export { fetchModelOrigin, type ModelOrigin, openModelOrigin } from './training/model-origin.ts';
export { openTrainingSession } from './training/open-training-session.ts';
export { loadPromptHash, type PromptHash } from './training/prompt-hash.ts';
export { loadReadingTokenizer } from './training/reading-rows.ts';
export { loadTextTokenizer } from './training/text-rows.ts';
export { countTargets, type TrainingRow } from './training/training-batch.ts';
export type { TrainingSession } from './training/training-session.ts';
export type {
  ChatMessage,
  Embedder,
  GenerateEvent,
  GenerateRequest,
  Generator,
  ModelIdentity,
  RankVectors,
  Reading,
  TaughtEncoder,
  TaughtKind,
} from './types.ts';
export { removeUnusedTaughtEncoders } from './unused-taught-encoders.ts';
export { type ModelVerification, verifyModel } from './verify-model.ts';
