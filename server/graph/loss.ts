import type { GraphBuilder } from './builder.ts';
import type { Value } from './ir.ts';

/**
 * Cross entropy, summed: `-sum log softmax(logits)[i, labels[i]]`, float32 `[]`. Logits float32 `[targets, vocabulary]`,
 * labels int64 `[targets]`. A sum, so that what many runs give can be averaged by token.
 */
export function crossEntropy(graph: GraphBuilder, logits: Value, labels: Value): Value {
  const logProbabilities = graph.apply('LogSoftmax', [logits], { axis: -1 });
  const column = graph.apply('Reshape', [labels, graph.constant('int64', [2], [-1, 1])], {});
  const chosen = graph.apply('GatherElements', [logProbabilities, column], { axis: 1 });
  const axes = graph.constant('int64', [2], [0, 1]);
  const sum = graph.apply('ReduceSum', [chosen, axes], { keepdims: 0 });
  return graph.apply('Mul', [sum, graph.constant('float32', [], [-1])], {});
}
