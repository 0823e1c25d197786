import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { assemble } from '../../../server/graph/assemble.ts';
import { differentiate } from '../../../server/graph/backward.ts';
import { createGraph, type GraphBuilder } from '../../../server/graph/builder.ts';
import type { Value } from '../../../server/graph/ir.ts';
import { GRADIENTS } from '../../../server/graph/ops/gradients.ts';
import { OPS } from '../../../server/graph/ops/index.ts';
import { seededRandom } from '../../support/random.ts';
import { openBuiltModel } from '../../support/sessions.ts';

/** One use of an operator: float32 inputs of these shapes, within `from` and `to`. */
type Use = {
  shapes: number[][];
  from?: number;
  to?: number;
  build(graph: GraphBuilder, inputs: Value[]): Value;
};

const positive = { from: 0.5, to: 2 };
const ints = (graph: GraphBuilder, shape: number[], values: number[]) =>
  graph.constant('int64', shape, values);

const USES: Record<string, Use[]> = {
  Add: [
    { shapes: [[2, 3], [3]], build: (g, xs) => g.apply('Add', xs, {}) },
    {
      shapes: [
        [2, 1, 3],
        [4, 1],
      ],
      build: (g, xs) => g.apply('Add', xs, {}),
    },
  ],
  Sub: [
    {
      shapes: [
        [2, 3],
        [1, 3],
      ],
      build: (g, xs) => g.apply('Sub', xs, {}),
    },
  ],
  Mul: [
    {
      shapes: [
        [2, 3],
        [2, 1],
      ],
      build: (g, xs) => g.apply('Mul', xs, {}),
    },
    { shapes: [[3]], build: (g, [x = null]) => g.apply('Mul', [x, x], {}) },
  ],
  Sqrt: [{ ...positive, shapes: [[5]], build: (g, xs) => g.apply('Sqrt', xs, {}) }],
  Reciprocal: [{ ...positive, shapes: [[5]], build: (g, xs) => g.apply('Reciprocal', xs, {}) }],
  Exp: [{ shapes: [[5]], build: (g, xs) => g.apply('Exp', xs, {}) }],
  Sigmoid: [{ shapes: [[5]], from: -3, to: 3, build: (g, xs) => g.apply('Sigmoid', xs, {}) }],
  Erf: [{ shapes: [[5]], from: -2, to: 2, build: (g, xs) => g.apply('Erf', xs, {}) }],
  MatMul: [
    {
      shapes: [
        [2, 3, 4],
        [2, 4, 5],
      ],
      build: (g, xs) => g.apply('MatMul', xs, {}),
    },
    {
      shapes: [
        [2, 3, 4],
        [4, 5],
      ],
      build: (g, xs) => g.apply('MatMul', xs, {}),
    },
  ],
  Gemm: [0, 1].flatMap((transA) =>
    [0, 1].map((transB) => ({
      shapes: [transA ? [4, 3] : [3, 4], transB ? [5, 4] : [4, 5], [5]],
      build: (g: GraphBuilder, xs: Value[]) => g.apply('Gemm', xs, { alpha: 0.5, transA, transB }),
    })),
  ),
  Gather: [
    {
      shapes: [[4, 3]],
      build: (g, [x = null]) => g.apply('Gather', [x, ints(g, [3], [2, 0, 2])], { axis: 0 }),
    },
  ],
  GatherElements: [
    {
      shapes: [[3, 4]],
      build: (g, [x = null]) => g.apply('GatherElements', [x, ints(g, [3, 1], [2, 0, 3])], { axis: 1 }),
    },
  ],
  Reshape: [
    { shapes: [[2, 6]], build: (g, [x = null]) => g.apply('Reshape', [x, ints(g, [3], [-1, 2, 3])], {}) },
  ],
  Transpose: [{ shapes: [[2, 3, 4]], build: (g, xs) => g.apply('Transpose', xs, { perm: [2, 0, 1] }) }],
  Expand: [
    { shapes: [[2, 1, 3]], build: (g, [x = null]) => g.apply('Expand', [x, ints(g, [3], [2, 4, 3])], {}) },
  ],
  Trilu: [
    { shapes: [[3, 4]], build: (g, [x = null]) => g.apply('Trilu', [x, ints(g, [], [1])], { upper: 1 }) },
  ],
  SimplifiedLayerNormalization: [
    {
      shapes: [[2, 3, 8], [8]],
      build: (g, xs) => g.apply('SimplifiedLayerNormalization', xs, { axis: -1, epsilon: 1e-5 }),
    },
  ],
  LayerNormalization: [
    {
      shapes: [[2, 3, 8], [8], [8]],
      build: (g, xs) => g.apply('LayerNormalization', xs, { axis: -1, epsilon: 1e-5 }),
    },
  ],
  Softmax: [{ shapes: [[3, 5]], build: (g, xs) => g.apply('Softmax', xs, { axis: -1 }) }],
  LogSoftmax: [{ shapes: [[3, 5]], build: (g, xs) => g.apply('LogSoftmax', xs, { axis: -1 }) }],
  ReduceSum: [
    {
      shapes: [[2, 3, 4]],
      build: (g, [x = null]) => g.apply('ReduceSum', [x, ints(g, [2], [0, -1])], { keepdims: 1 }),
    },
    {
      shapes: [[2, 3]],
      build: (g, [x = null]) => g.apply('ReduceSum', [x, ints(g, [2], [0, 1])], { keepdims: 0 }),
    },
  ],
  ReduceMean: [
    {
      shapes: [[2, 3, 4]],
      build: (g, [x = null]) => g.apply('ReduceMean', [x, ints(g, [1], [-1])], { keepdims: 1 }),
    },
  ],
};

const differentiable = Object.entries(GRADIENTS).filter(([, rule]) => typeof rule === 'function');

test('every operator has a gradient rule, or says why not', () => {
  expect(Object.keys(GRADIENTS).toSorted()).toEqual(Object.keys(OPS).toSorted());
});

test.each(differentiable)('the gradient of %s agrees with finite differences', async (op) => {
  const uses = USES[op] ?? [];
  expect(uses, `a use of ${op} to try its gradient on`).not.toEqual([]);
  for (const use of uses) await check(use);
});

const STEP = 1e-2;
const TOLERANCE = 2e-3;

/** For each input: the slope along a random direction, from the rule and from two evaluations. */
async function check(use: Use): Promise<void> {
  const random = seededRandom(11);
  const between = (from: number, to: number) => () => from + (to - from) * random();
  const fill = (shape: readonly unknown[], draw: () => number) =>
    Float32Array.from({ length: shape.reduce<number>((size, length) => size * Number(length), 1) }, draw);

  const graph = createGraph('check');
  const inputs = use.shapes.map((shape, index) => graph.input(`x${index}`, 'float32', shape));
  const y = use.build(graph, inputs);
  const forward = graph.finish();
  const seed = graph.input('seed', 'float32', y.shape);
  const gradients = differentiate(graph, forward, {
    result: y,
    seed,
    parameters: inputs,
    shortcuts: new Map(),
  });
  graph.output('y', y);
  const one = graph.constant('float32', [], [1]);
  for (const [index, gradient] of gradients.entries()) {
    expect(gradient.shape).toEqual(use.shapes[index]);
    graph.output(`d${index}`, graph.apply('Mul', [gradient, one], {}));
  }
  await using session = await openBuiltModel(assemble(graph.finish(), 'weights.bin'));

  const at = use.shapes.map((shape) => fill(shape, between(use.from ?? -1, use.to ?? 1)));
  const weights = fill(y.shape, between(-1, 1));
  const run = (values: Float32Array[]) =>
    session.run({
      ...Object.fromEntries(
        values.map((value, index) => [`x${index}`, new Tensor('float32', value, use.shapes[index] ?? [])]),
      ),
      seed: new Tensor('float32', weights, y.shape.map(Number)),
    });
  const analytic = await run(at);
  for (const [index, value] of at.entries()) {
    const direction = fill(use.shapes[index] ?? [], between(-1, 1));
    const moved = async (step: number) => {
      const shifted = value.map((element, place) => element + step * (direction[place] ?? 0));
      return dot((await run(at.with(index, shifted)))['y']?.data as Float32Array, weights);
    };
    const slope = ((await moved(STEP)) - (await moved(-STEP))) / (2 * STEP);
    const found = dot(analytic[`d${index}`]?.data as Float32Array, direction);
    expect(Math.abs(found - slope)).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(slope)));
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
