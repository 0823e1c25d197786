import { trainedDecoder } from './architectures/trained-decoder.ts';
import { createFrozenLinears, type FrozenPrecision } from './frozen-linear.ts';
import { adapterTensors, type LoraOptions, pairsOf, trainedInputs } from './lora.ts';
import { crossEntropy, weightedSum } from './loss.ts';
import { judgingModel, learningModel, type WriteLoss } from './trained-model.ts';
import type { BuiltModel, DecoderConfig, WeightSource } from './types.ts';
import { createLayers } from './weights.ts';

export type TrainingOptions = {
  lora: LoraOptions;
  /** File name of the frozen weights, as the graph refers to it; equal for both graphs, whose files are equal too. */
  dataName: string;
  /** How the frozen matrices are multiplied with; left out means in float32. */
  frozen?: FrozenPrecision;
};

/**
 * The graph that learns: loss and gradients of an adapter on a batch of whole sequences, weights frozen in float32.
 *
 * Inputs
 * - `input_ids` int64 `[batch, length]`, padded on the right with any token
 * - `target_positions` int64 `[targets]`: places in `batch * length` at which the next token is to be learned
 * - `target_ids` int64 `[targets]`: those next tokens
 * - `target_weights` float32 `[targets]`: how much each counts; 1 to learn the rows as they are. A preference's gradient
 *   is that of a weighted sum too, with weights of either sign
 * - each tensor of `adapterTensors`, by its name
 *
 * Outputs
 * - `loss` float32 `[]`: weighted cross entropy summed over the targets (divide by their number, over as many runs as
 *   make a step)
 * - `<tensor>.gradient` for each tensor of the adapter: the gradient of that sum
 *
 * @throws AppError `model_file_invalid` where the weights do not fit the configuration
 */
export function buildTrainingModel(
  config: DecoderConfig,
  weights: WeightSource,
  options: TrainingOptions,
): BuiltModel {
  return learningModel(options.dataName, lossOf(config, weights, options));
}

/**
 * The same loss without gradients, for rows held out: inputs and `loss` as in `buildTrainingModel`, and `target_losses`
 * float32 `[targets]`, the cross entropy of each target before weighting: its negative log-probability.
 */
export function buildHeldOutModel(
  config: DecoderConfig,
  weights: WeightSource,
  options: TrainingOptions,
): BuiltModel {
  return judgingModel(options.dataName, lossOf(config, weights, options));
}

function lossOf(
  config: DecoderConfig,
  weights: WeightSource,
  { lora, frozen = 'float32' }: TrainingOptions,
): WriteLoss {
  return (graph, shortcuts) => {
    const ids = graph.input('input_ids', 'int64', ['batch', 'length']);
    const targets = graph.input('target_positions', 'int64', ['targets']);
    const labels = graph.input('target_ids', 'int64', ['targets']);
    const shares = graph.input('target_weights', 'float32', ['targets']);
    const parameters = trainedInputs(graph, adapterTensors(config, lora));
    const store = createLayers(graph, weights, 'fp32');
    const linears = createFrozenLinears(graph, weights, frozen, shortcuts);
    const adapter = { scale: lora.alpha / lora.rank, layers: pairsOf(parameters) };
    const logits = trainedDecoder(graph, config, store, linears, adapter, { ids, targets });
    const losses = crossEntropy(graph, logits, labels);
    return { loss: weightedSum(graph, losses, shares), losses, parameters };
  };
}
