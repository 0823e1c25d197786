import type { Shortcuts } from './backward.ts';
import { bytesOf, type GraphBuilder } from './builder.ts';
import type { Value } from './ir.ts';
import type { WeightSource } from './types.ts';
import { expectShape } from './weights.ts';

/**
 * How the frozen matrices are multiplied with while training.
 * - `float32`: as they are.
 * - `int8`: forward and backward in 8-bit integers, one scale for each row of activations (or of gradients) and one for
 *   each column of the matrix.
 * - `int8-backward`: float32 forward, so that the loss is exact, and gradients in 8 bits.
 */
export type FrozenPrecision = 'float32' | 'int8' | 'int8-backward';

export type FrozenLinearSpec = { name: string; inputs: number; outputs: number; bias: Value | null };

/** `x [rows, inputs]` to `x Wᵀ + bias [rows, outputs]`, with W frozen. */
export type FrozenLinear = (x: Value) => Value;

export type FrozenLinears = (spec: FrozenLinearSpec) => FrozenLinear;

export function createFrozenLinears(
  graph: GraphBuilder,
  source: WeightSource,
  precision: FrozenPrecision,
  shortcuts: Shortcuts,
): FrozenLinears {
  const normalise = createRowNormaliser(graph);
  const product = (x: Value, { matrix, scales }: Quantised8) => {
    const { rows, peaks } = normalise(x);
    const scaled = graph.apply('DynamicQuantizeMatMul', [rows, matrix, scales], {});
    return graph.apply('Mul', [scaled, peaks], {});
  };

  return ({ name, inputs, outputs, bias }) => {
    expectShape(source, `${name}.weight`, [outputs, inputs]);
    const plain = () =>
      graph.weight(`${name}.weight`, 'float32', [outputs, inputs], () =>
        bytesOf(source.read(`${name}.weight`)),
      );
    if (precision === 'float32') {
      const weight = plain();
      return (x) => graph.apply('Gemm', [x, weight, bias], { transB: 1 });
    }
    const isForwardPlain = precision === 'int8-backward';
    const weight = isForwardPlain ? plain() : null;
    const forward = isForwardPlain
      ? null
      : quantised(graph, source, { name, rows: outputs, width: inputs, turned: true });
    const backward = quantised(graph, source, { name, rows: outputs, width: inputs, turned: false });
    return (x) => {
      const y = weight
        ? graph.apply('Gemm', [x, weight, bias], { transB: 1 })
        : biased(graph, product(x, forward as Quantised8), bias);
      shortcuts.set(y, { x, back: (dy) => product(dy, backward) });
      return y;
    };
  };
}

type Quantised8 = { matrix: Value; scales: Value };

function biased(graph: GraphBuilder, y: Value, bias: Value | null): Value {
  return bias === null ? y : graph.apply('Add', [y, bias], {});
}

/** Rows divided by their largest magnitude, once for all who multiply them; a row of zeros stays one. */
function createRowNormaliser(graph: GraphBuilder) {
  const known = new Map<Value, { rows: Value; peaks: Value }>();
  return (x: Value) => {
    const found = known.get(x);
    if (found) return found;
    const last = graph.constant('int64', [1], [-1]);
    const largest = graph.apply('ReduceMax', [graph.apply('Abs', [x], {}), last], { keepdims: 1 });
    const peaks = graph.apply('Add', [largest, graph.constant('float32', [], [SMALLEST])], {});
    const rows = graph.apply('Mul', [x, graph.apply('Reciprocal', [peaks], {})], {});
    known.set(x, { rows, peaks });
    return { rows, peaks };
  };
}

/** Keeps a row of zeros from being divided by zero. */
const SMALLEST = 1e-30;

function quantised(
  graph: GraphBuilder,
  source: WeightSource,
  { name, rows, width, turned }: { name: string; rows: number; width: number; turned: boolean },
): Quantised8 {
  const label = `${name}.${turned ? 'forward' : 'backward'}`;
  const [inner, outer] = turned ? [width, rows] : [rows, width];
  return graph.weights(
    {
      matrix: { name: `${label}.int8`, element: 'int8', shape: [inner, outer] },
      scales: { name: `${label}.scales`, element: 'float32', shape: [outer] },
    },
    () => quantiseColumns(source.read(`${name}.weight`), rows, width, turned),
  );
}

/**
 * A matrix `[rows, width]`, turned or not, in 8-bit integers with one scale for each column of the result:
 * `value = integer * scale`, `scale = largest magnitude / 127`.
 */
export function quantiseColumns(
  values: Float32Array,
  rows: number,
  width: number,
  turned: boolean,
): { matrix: Uint8Array; scales: Uint8Array } {
  const scales = new Float32Array(turned ? rows : width);
  const columnOf = (row: number, at: number) => (turned ? row : at);
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < width; at++) {
      const column = columnOf(row, at);
      const magnitude = Math.abs(values[row * width + at] as number) / 127;
      if (magnitude > (scales[column] as number)) scales[column] = magnitude;
    }
  }
  const matrix = new Int8Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < width; at++) {
      const scale = scales[columnOf(row, at)] as number;
      const level = scale === 0 ? 0 : Math.round((values[row * width + at] as number) / scale);
      matrix[turned ? at * rows + row : row * width + at] = level;
    }
  }
  return { matrix: bytesOf(matrix), scales: bytesOf(scales) };
}
