import { AppError, invariant } from '../../base/index.ts';
import { bytesOf, type GraphBuilder } from '../builder.ts';
import type { Value } from '../ir.ts';
import { rotaryTables } from '../rotary.ts';
import type { DecoderConfig } from '../types.ts';
import type { Layer, LayerStore } from '../weights.ts';
import { type Cache, createDecoderBlock, type RotaryWeights, type StepPositions } from './decoder-block.ts';

export type StepInput = { ids: Value; past: readonly Cache[]; positions: StepPositions };
export type StepOutput = { logits: Value; present: Cache[] };

export type Decoder = {
  /** Adds one step to `graph`: logits float32 `[batch, sequence or 1, vocabulary]` and the cache after it. */
  step(graph: GraphBuilder, input: StepInput, rows: 'all' | 'last'): StepOutput;
};

/** onnxruntime's attention takes no other width of a head. */
const HEAD_SIZE_MULTIPLE = 16;

/**
 * Registers a decoder's weights with `root` and gives the step that uses them, there or in a loop's body.
 * @throws AppError `model_file_invalid` where the weights do not fit the configuration, or cannot be served
 */
export function createDecoder(root: GraphBuilder, config: DecoderConfig, layers: LayerStore): Decoder {
  if (config.headSize % HEAD_SIZE_MULTIPLE !== 0) {
    throw new AppError(
      'model_file_invalid',
      `The model's heads are ${config.headSize} wide; only multiples of ${HEAD_SIZE_MULTIPLE} can be served. Choose another model.`,
    );
  }
  const { embed, head } = embeddingAndHead(config, layers);
  const rotary = rotaryWeights(root, config);
  const blocks = Array.from({ length: config.layers }, (_, index) =>
    createDecoderBlock(config, layers, rotary, `model.layers.${index}`),
  );
  const finalGamma = layers.tensor('model.norm.weight', [config.hiddenSize]);

  function step(graph: GraphBuilder, input: StepInput, rows: 'all' | 'last'): StepOutput {
    const epsilon = config.normEpsilon;
    const present: Cache[] = [];
    let residual = embed(graph, input.ids);
    let pending: Value | undefined;
    for (const [index, block] of blocks.entries()) {
      const past = input.past[index];
      invariant(past, `layer ${index} has a cache`);
      const entry = addAndNormalise(graph, residual, pending, block.inputGamma, epsilon);
      const attention = block.attend(graph, entry.normalised, past, input.positions);
      present.push(attention.present);
      const isLast = index === blocks.length - 1 && rows === 'last';
      const keep = (value: Value) => (isLast ? lastRow(graph, value) : value);
      const projected = block.project(graph, keep(attention.output));
      const middle = addAndNormalise(graph, keep(entry.sum), projected, block.middleGamma, epsilon);
      pending = block.feedForward(graph, middle.normalised);
      residual = middle.sum;
    }
    const exit = addAndNormalise(graph, residual, pending, finalGamma, epsilon);
    return { logits: head(graph, exit.normalised), present };
  }

  return { step };
}

function embeddingAndHead(config: DecoderConfig, layers: LayerStore): { embed: Layer; head: Layer } {
  const { vocabularySize: rows, hiddenSize: width } = config;
  if (config.tiedEmbeddings) return layers.tiedEmbedding('model.embed_tokens.weight', rows, width);
  return {
    embed: layers.embedding('model.embed_tokens.weight', rows, width),
    head: layers.linear({
      label: 'lm_head',
      parts: [{ prefix: 'lm_head', outputs: rows }],
      inputs: width,
      hasBias: false,
    }),
  };
}

function rotaryWeights(root: GraphBuilder, config: DecoderConfig): RotaryWeights {
  const shape = [config.maxPositions, config.headSize / 2];
  return root.weights(
    {
      cos: { name: 'rotary.cos', element: 'float32', shape },
      sin: { name: 'rotary.sin', element: 'float32', shape },
    },
    () => {
      const { cos, sin } = rotaryTables(config);
      return { cos: bytesOf(cos), sin: bytesOf(sin) };
    },
  );
}

/** Every addition to the residual is followed by a norm, so the two are one operator, save for the very first. */
function addAndNormalise(
  graph: GraphBuilder,
  residual: Value,
  added: Value | undefined,
  gamma: Value,
  epsilon: number,
): { normalised: Value; sum: Value } {
  if (added === undefined) {
    const normalised = graph.apply('SimplifiedLayerNormalization', [residual, gamma], { axis: -1, epsilon });
    return { normalised, sum: residual };
  }
  const outputs = graph.applyAll('SkipSimplifiedLayerNormalization', [residual, added, gamma], { epsilon });
  const [normalised, , , sum] = outputs;
  invariant(normalised && sum, 'the norm and the sum are given');
  return { normalised, sum };
}

function lastRow(graph: GraphBuilder, value: Value): Value {
  return graph.apply('Gather', [value, graph.constant('int64', [1], [-1])], { axis: 1 });
}
