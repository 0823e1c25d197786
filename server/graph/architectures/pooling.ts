import type { GraphBuilder } from '../builder.ts';
import type { Value } from '../ir.ts';
import { CAST_TO } from '../ops/movement.ts';

/** The mean of each row's tokens, float32 `[batch, width]`, of `hidden` float32 `[batch, length, width]`. */
export function meanOfTokens(
  graph: GraphBuilder,
  hidden: Value,
  { mask, width }: { mask: Value; width: number },
): Value {
  const mean = graph.apply('MatMul', [tokenShares(graph, mask), hidden], {});
  return graph.apply('Reshape', [mean, graph.constant('int64', [2], [-1, width])], {});
}

/** How much each token counts in the mean of its row, float32 `[batch, 1, length]`: padding nothing, the others alike. */
function tokenShares(graph: GraphBuilder, mask: Value): Value {
  const counts = asFloats(graph, mask);
  const tokens = graph.apply('ReduceSum', [counts, graph.constant('int64', [1], [-1])], { keepdims: 1 });
  const shares = graph.apply('Mul', [counts, graph.apply('Reciprocal', [tokens], {})], {});
  const { batch, length } = sizesOf(graph, mask);
  const shape = graph.apply('Concat', [batch, graph.constant('int64', [1], [1]), length], { axis: 0 });
  return graph.apply('Reshape', [shares, shape], {});
}

export function asFloats(graph: GraphBuilder, value: Value): Value {
  return graph.apply('Cast', [value], { to: CAST_TO.float32 });
}

/** int64 `[1]` each, of a value `[batch, length]`. */
export function sizesOf(graph: GraphBuilder, value: Value): { batch: Value; length: Value } {
  return {
    batch: graph.apply('Shape', [value], { start: 0, end: 1 }),
    length: graph.apply('Shape', [value], { start: 1, end: 2 }),
  };
}
