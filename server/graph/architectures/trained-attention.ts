import { bytesOf, type GraphBuilder } from '../builder.ts';
import type { Value } from '../ir.ts';
import { rotaryTables } from '../rotary.ts';
import type { DecoderConfig } from '../types.ts';

/** Added to a score that must not count: its exponential is 0 in float32. */
export const MASKED = -1e9;

/** What every layer's attention needs to know of a batch; made once a graph. */
export type AttentionFrame = {
  /** float32 `[length, headSize]` each: both halves of a head turn by the same angles. */
  cos: Value;
  sin: Value;
  /** float32 `[headSize, headSize]`: `x · turn` is `(-second half, first half)`. */
  turn: Value;
  /** float32 `[length, length]`: 0 where a row's token may look, very low after it. */
  mask: Value;
  /** int64 shapes. */
  shapes: { query: Value; keyValue: Value; folded: Value; scores: Value };
};

/** `ids` is int64 `[batch, length]`, padded on the right: a token sees only what stands before it, so never padding. */
export function attentionFrame(graph: GraphBuilder, config: DecoderConfig, ids: Value): AttentionFrame {
  const { heads, keyValueHeads, headSize } = config;
  const batch = graph.apply('Shape', [ids], { start: 0, end: 1 });
  const length = graph.apply('Shape', [ids], { start: 1, end: 2 });
  const shape = (...sizes: (Value | number)[]) => {
    const parts = sizes.map((size) =>
      typeof size === 'number' ? graph.constant('int64', [1], [size]) : size,
    );
    return graph.apply('Concat', parts, { axis: 0 });
  };

  const [zero, one] = [graph.constant('int64', [], [0]), graph.constant('int64', [], [1])];
  const positions = graph.apply('Range', [zero, graph.apply('Squeeze', [length], {}), one], {});
  const { cos, sin, turn } = rotationWeights(graph, config);
  const row = (table: Value) => graph.apply('Gather', [table, positions], { axis: 0 });
  const low = graph.apply('Expand', [graph.constant('float32', [], [MASKED]), shape(length, length)], {});
  return {
    cos: row(cos),
    sin: row(sin),
    turn,
    mask: graph.apply('Trilu', [low, one], { upper: 1 }),
    shapes: {
      query: shape(batch, length, heads, headSize),
      keyValue: shape(batch, length, keyValueHeads, headSize),
      folded: shape(batch, keyValueHeads, -1, headSize),
      scores: shape(batch, heads, length, length),
    },
  };
}

/** `[batch, heads, length, headSize]` from `[batch * length, heads * headSize]`. */
export function splitHeads(graph: GraphBuilder, x: Value, shape: Value): Value {
  return graph.apply('Transpose', [graph.apply('Reshape', [x, shape], {})], { perm: [0, 2, 1, 3] });
}

/** RoPE: `x cos + (-second half, first half) sin`. */
export function rotate(graph: GraphBuilder, x: Value, { cos, sin, turn }: AttentionFrame): Value {
  const turned = graph.apply('Mul', [graph.apply('MatMul', [x, turn], {}), sin], {});
  return graph.apply('Add', [graph.apply('Mul', [x, cos], {}), turned], {});
}

/**
 * Causal attention, `[batch * length, heads * headSize]`, of query `[batch, heads, length, headSize]` and key and value
 * `[batch, keyValueHeads, ..]`. The query heads that share a key are stacked as rows of one matrix, so that keys and
 * values are never repeated.
 */
export function attend(
  graph: GraphBuilder,
  { query, key, value }: { query: Value; key: Value; value: Value },
  { mask, shapes }: AttentionFrame,
  { heads, headSize }: DecoderConfig,
): Value {
  const scale = graph.constant('float32', [], [1 / Math.sqrt(headSize)]);
  const rows = graph.apply('Reshape', [graph.apply('Mul', [query, scale], {}), shapes.folded], {});
  const columns = graph.apply('Transpose', [key], { perm: [0, 1, 3, 2] });
  const folded = graph.apply('MatMul', [rows, columns], {});
  const scores = graph.apply('Add', [graph.apply('Reshape', [folded, shapes.scores], {}), mask], {});
  const shares = graph.apply('Softmax', [scores], { axis: -1 });
  const stacked = graph.apply('Reshape', [shares, shapeOf(graph, folded)], {});
  const mixed = graph.apply('MatMul', [stacked, value], {});
  const byHead = graph.apply('Reshape', [mixed, shapeOf(graph, query)], {});
  const byToken = graph.apply('Transpose', [byHead], { perm: [0, 2, 1, 3] });
  const together = graph.constant('int64', [2], [-1, heads * headSize]);
  return graph.apply('Reshape', [byToken, together], {});
}

function shapeOf(graph: GraphBuilder, value: Value): Value {
  return graph.apply('Shape', [value], { start: 0, end: value.shape.length });
}

function rotationWeights(graph: GraphBuilder, config: DecoderConfig) {
  const { maxPositions, headSize } = config;
  const shape = [maxPositions, headSize];
  const { cos, sin } = graph.weights(
    {
      cos: { name: 'rotary.cos', element: 'float32', shape },
      sin: { name: 'rotary.sin', element: 'float32', shape },
    },
    () => {
      const tables = rotaryTables(config);
      return { cos: twice(tables.cos, headSize), sin: twice(tables.sin, headSize) };
    },
  );
  const turn = graph.weight('rotary.turn', 'float32', [headSize, headSize], () => turnMatrix(headSize));
  return { cos, sin, turn };
}

function twice(halves: Float32Array, headSize: number): Uint8Array {
  const half = headSize / 2;
  const whole = new Float32Array(halves.length * 2);
  for (let from = 0; from < halves.length; from += half) {
    const angles = halves.subarray(from, from + half);
    whole.set(angles, from * 2);
    whole.set(angles, from * 2 + half);
  }
  return bytesOf(whole);
}

function turnMatrix(headSize: number): Uint8Array {
  const half = headSize / 2;
  const matrix = new Float32Array(headSize * headSize);
  for (let index = 0; index < half; index++) {
    matrix[(index + half) * headSize + index] = -1;
    matrix[index * headSize + index + half] = 1;
  }
  return bytesOf(matrix);
}
