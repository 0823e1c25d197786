import { encode, encoderInput } from './architectures/encoder.ts';
import { meanOfTokens } from './architectures/pooling.ts';
import { trainedEncoder, trainedMatrix } from './architectures/trained-encoder.ts';
import { assemble } from './assemble.ts';
import { createGraph } from './builder.ts';
import { CLASSIFIER, crossEncoderTensors, READINGS } from './encoder-tensors.ts';
import { trainedInputs } from './lora.ts';
import { crossEntropy, weightedSum } from './loss.ts';
import { judgingModel, learningModel, type WriteLoss } from './trained-model.ts';
import type {
  BuildOptions,
  BuiltModel,
  EncoderConfig,
  EncoderTrainingOptions,
  WeightSource,
} from './types.ts';
import { createLayers } from './weights.ts';

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
  options: EncoderTrainingOptions,
): BuiltModel {
  return learningModel(options.dataName, lossOf(config, weights));
}

/** The same loss without gradients, and `target_losses` float32 `[batch]`: of each row, before weighting. */
export function buildCrossEncoderHeldOut(
  config: EncoderConfig,
  weights: WeightSource,
  options: EncoderTrainingOptions,
): BuiltModel {
  return judgingModel(options.dataName, lossOf(config, weights));
}

/** The mean of the tokens goes to the classifier, since that is what the embedder was pretrained to make. */
function lossOf(config: EncoderConfig, weights: WeightSource): WriteLoss {
  return (graph) => {
    const input = encoderInput(graph, ['batch', 'length']);
    const labels = graph.input('target_ids', 'int64', ['batch']);
    const shares = graph.input('target_weights', 'float32', ['batch']);
    const parameters = trainedInputs(graph, crossEncoderTensors(config));
    const store = createLayers(graph, weights, 'fp32');
    const hidden = trainedEncoder({ graph, config, store, parameters }, input);
    const mean = meanOfTokens(graph, hidden, { mask: input.mask, width: config.hiddenSize });
    const classifier = trainedMatrix(parameters, CLASSIFIER);
    const logits = graph.apply('Gemm', [mean, classifier], { transB: 1 });
    const losses = crossEntropy(graph, logits, labels);
    return { loss: weightedSum(graph, losses, shares), losses, parameters };
  };
}

/**
 * The cross-encoder as it is served, from `taughtWeights`.
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
  const width = config.hiddenSize;
  const mean = meanOfTokens(graph, hidden, { mask: input.mask, width });
  const classifier = layers.tensor(`${CLASSIFIER}.weight`, [READINGS.length, width]);
  graph.output('logits', graph.apply('Gemm', [mean, classifier], { transB: 1 }));
  return assemble(graph.finish(), options.dataName);
}
