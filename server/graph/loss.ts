import type { GraphBuilder } from './builder.ts';
import type { Value } from './ir.ts';

/**
 * Cross entropy of each target, `-log softmax(logits)[i, labels[i]]`, float32 `[targets]`. Logits float32
 * `[targets, vocabulary]`, labels int64 `[targets]`.
 */
export function crossEntropy(graph: GraphBuilder, logits: Value, labels: Value): Value {
  const logProbabilities = graph.apply('LogSoftmax', [logits], { axis: -1 });
  const column = graph.apply('Reshape', [labels, graph.constant('int64', [2], [-1, 1])], {});
  const chosen = graph.apply('GatherElements', [logProbabilities, column], { axis: 1 });
  const flat = graph.apply('Reshape', [chosen, graph.constant('int64', [1], [-1])], {});
  return graph.apply('Mul', [flat, graph.constant('float32', [], [-1])], {});
}

/**
 * `sum weights[i] losses[i]`, float32 `[]`, of two values of one shape. A sum, so that what many runs give can be averaged
 * by token.
 */
export function weightedSum(graph: GraphBuilder, losses: Value, weights: Value): Value {
  const weighted = graph.apply('Mul', [losses, weights], {});
  const axes = [...losses.shape.keys()];
  return graph.apply('ReduceSum', [weighted, graph.constant('int64', [axes.length], axes)], { keepdims: 0 });
}
