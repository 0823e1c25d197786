import { encoderInput } from './architectures/encoder.ts';
import { meanOfTokens } from './architectures/pooling.ts';
import { trainedEncoder } from './architectures/trained-encoder.ts';
import type { GraphBuilder } from './builder.ts';
import { biEncoderTensors } from './encoder-tensors.ts';
import type { Value } from './ir.ts';
import { trainedInputs } from './lora.ts';
import { weightedSum } from './loss.ts';
import { sumOver } from './ops/gradient.ts';
import { judgingModel, learningModel, type WriteLoss } from './trained-model.ts';
import type { BuiltModel, EncoderConfig, EncoderTrainingOptions, WeightSource } from './types.ts';
import { createLayers } from './weights.ts';

/**
 * The graph by which an embedder learns which texts belong together: it gives each text a vector by itself, as the served
 * embedder does, and all its matrices are trained. A loss over the vectors of many texts is not in it: its gradient, once it
 * is known for each vector, goes in as weights, so that the texts may be run a few at a time (gradient caching, Gao et al.
 * 2021).
 *
 * Inputs
 * - `input_ids`, `token_type_ids`, `attention_mask` int64 `[batch, length]`, padded on the right
 * - `target_weights` float32 `[batch, hiddenSize]`: what each entry of each vector counts
 * - each matrix of `biEncoderTensors`, by its name
 *
 * Outputs `loss`, the weighted sum of all entries, and `<tensor>.gradient`, as `buildTrainingModel`. The frozen weights are
 * those of `buildCrossEncoderTraining`, byte by byte.
 *
 * @throws AppError `model_file_invalid` where the weights do not fit the configuration
 */
export function buildBiEncoderTraining(
  config: EncoderConfig,
  weights: WeightSource,
  options: EncoderTrainingOptions,
): BuiltModel {
  return learningModel(options.dataName, lossOf(config, weights));
}

/**
 * The same without gradients, and `target_losses` float32 `[batch, hiddenSize]`: the vectors, mean over the tokens and unit
 * length.
 */
export function buildBiEncoderHeldOut(
  config: EncoderConfig,
  weights: WeightSource,
  options: EncoderTrainingOptions,
): BuiltModel {
  return judgingModel(options.dataName, lossOf(config, weights));
}

function lossOf(config: EncoderConfig, weights: WeightSource): WriteLoss {
  return (graph) => {
    const width = config.hiddenSize;
    const input = encoderInput(graph, ['batch', 'length']);
    const shares = graph.input('target_weights', 'float32', ['batch', width]);
    const parameters = trainedInputs(graph, biEncoderTensors(config));
    const store = createLayers(graph, weights, 'fp32');
    const hidden = trainedEncoder({ graph, config, store, parameters }, input);
    const vectors = ofUnitLength(graph, meanOfTokens(graph, hidden, { mask: input.mask, width }));
    return { loss: weightedSum(graph, vectors, shares), losses: vectors, parameters };
  };
}

/** `x / sqrt(sum(x²))`, row by row. */
function ofUnitLength(graph: GraphBuilder, x: Value): Value {
  const squares = sumOver(graph, graph.apply('Mul', [x, x], {}), [-1], 1);
  const inverse = graph.apply('Reciprocal', [graph.apply('Sqrt', [squares], {})], {});
  return graph.apply('Mul', [x, inverse], {});
}
