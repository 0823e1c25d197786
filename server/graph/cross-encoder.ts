import { encode, encoderInput } from './architectures/encoder.ts';
import { tokenShares } from './architectures/pooling.ts';
import { trainedEncoder } from './architectures/trained-encoder.ts';
import { assemble } from './assemble.ts';
import { createGraph } from './builder.ts';
import { CLASSIFIER, crossEncoderTensors, READINGS } from './encoder-tensors.ts';
import { trainedInputs } from './lora.ts';
import { crossEntropy, weightedSum } from './loss.ts';
import { judgingModel, learningModel, type WriteLoss } from './trained-model.ts';
import type { BuildOptions, BuiltModel, EncoderConfig, WeightSource } from './types.ts';
import { createLayers } from './weights.ts';

/** `dataName`: file name of the frozen weights, as the graph refers to it. */
export type CrossEncoderTrainingOptions = Pick<BuildOptions, 'dataName'>;

/**
 * The graph that learns to tell whether a text answers a question: both are read together by an encoder whose matrices are all
 * trained. Low-rank adapters of such a small model learned nothing here (docs/decisions/2026-11-30-cross-encoder.md).
 *
 * Inputs
 * - `input_ids`, `token_type_ids`, `attention_mask` int64 `[batch, length]`, padded on the right
 * - `target_ids` int64 `[batch]`: places in `READINGS`
 * - `target_weights` float32 `[batch]`: how much each row counts
 * - each matrix of `crossEncoderTensors`, by its name
 *
 * Outputs `loss` and `<tensor>.gradient`, as `buildTrainingModel`.
 *
 * @throws AppError `model_file_invalid` where the weights do not fit the configuration
 */
export function buildCrossEncoderTraining(
  config: EncoderConfig,
  weights: WeightSource,
  options: CrossEncoderTrainingOptions,
): BuiltModel {
  return learningModel(options.dataName, lossOf(config, weights));
}

/** The same loss without gradients, and `target_losses` float32 `[batch]`: of each row, before weighting. */
export function buildCrossEncoderHeldOut(
  config: EncoderConfig,
  weights: WeightSource,
  options: CrossEncoderTrainingOptions,
): BuiltModel {
  return judgingModel(options.dataName, lossOf(config, weights));
}

function lossOf(config: EncoderConfig, weights: WeightSource): WriteLoss {
  return (graph) => {
    const input = encoderInput(graph, ['batch', 'length']);
    const labels = graph.input('target_ids', 'int64', ['batch']);
    const shares = graph.input('target_weights', 'float32', ['batch']);
    const parameters = trainedInputs(graph, crossEncoderTensors(config));
    const matrices = new Map(parameters.map(({ tensor, value }) => [tensor.name, value]));
    const store = createLayers(graph, weights, 'fp32');
    const logits = trainedEncoder({ graph, config, store, matrices }, input);
    const losses = crossEntropy(graph, logits, labels);
    return { loss: weightedSum(graph, losses, shares), losses, parameters };
  };
}

/**
 * The cross-encoder as it is served, from `crossEncoderWeights`.
 *
 * Inputs as for training, without targets. Output: `logits` float32 `[batch, 2]`, in the order of `READINGS`.
 */
export function buildCrossEncoderModel(
  config: EncoderConfig,
  weights: WeightSource,
  options: BuildOptions,
): BuiltModel {
  const graph = createGraph('cross_encoder');
  const layers = createLayers(graph, weights, options.precision);
  const input = encoderInput(graph, ['batch', 'length']);
  const hidden = encode(graph, config, layers, input);
  const mean = graph.apply('MatMul', [tokenShares(graph, input.mask), hidden], {});
  const width = config.hiddenSize;
  const flat = graph.apply('Reshape', [mean, graph.constant('int64', [2], [-1, width])], {});
  const classifier = layers.tensor(`${CLASSIFIER}.weight`, [READINGS.length, width]);
  graph.output('logits', graph.apply('Gemm', [flat, classifier], { transB: 1 }));
  return assemble(graph.finish(), options.dataName);
}

/** An encoder's weights with what a cross-encoder was taught in their place, the classifier among it. */
export function crossEncoderWeights(weights: WeightSource, taught: WeightSource): WeightSource {
  const of = (name: string) => (taught.has(name) ? taught : weights);
  return {
    names: () => [...new Set([...weights.names(), ...taught.names()])],
    has: (name) => of(name).has(name),
    shape: (name) => of(name).shape(name),
    read: (name) => of(name).read(name),
  };
}
