import type { GraphBuilder } from '../builder.ts';
import type { Value } from '../ir.ts';
import { type Gradients, sumOver, transpose, unbroadcast } from './gradient.ts';
import type { LINEAR } from './linear.ts';

export const LINEAR_GRADIENTS: Gradients<keyof typeof LINEAR> = {
  /** `y = a b`: `da = dy bᵀ`, `db = aᵀ dy`. */
  MatMul: ({ graph, inputs, dy }) => {
    const [a, b] = [inputs.at(0), inputs.at(1)];
    return [
      () => graph.apply('MatMul', [dy, transpose(graph, b)], {}),
      () => {
        const perMatrix = timesTransposed(graph, a, dy);
        const extra = perMatrix.shape.length - b.shape.length;
        return extra === 0 ? perMatrix : sumOver(graph, perMatrix, [...Array(extra).keys()], 0);
      },
    ];
  },
  /**
   * `y = α a b + c`, or with either transposed: `da = α dy bᵀ`, `db = α aᵀ dy`, each transposed where its input is;
   * `dc = dy`.
   */
  Gemm: ({ graph, inputs, attributes, dy }) => {
    const [a, b, c] = [inputs.at(0), inputs.at(1), inputs.optional(2)];
    const { alpha = 1, transA = 0, transB = 0 } = attributes;
    return [
      () =>
        transA
          ? graph.apply('Gemm', [b, dy], { alpha, transA: transB, transB: 1 })
          : graph.apply('Gemm', [dy, b], { alpha, transA: 0, transB: 1 - transB }),
      () =>
        transB
          ? graph.apply('Gemm', [dy, a], { alpha, transA: 1, transB: transA })
          : graph.apply('Gemm', [a, dy], { alpha, transA: 1 - transA, transB: 0 }),
      c ? () => unbroadcast(graph, dy, c.shape) : null,
    ];
  },
  FusedMatMul: 'serving only',
  DynamicQuantizeMatMul: 'not continuous',
  MatMulNBits: 'serving only',
};

/** `aᵀ dy`, or `(dyᵀ a)ᵀ` where dy is the narrower of the two and so the cheaper to turn. */
function timesTransposed(graph: GraphBuilder, a: Value, dy: Value): Value {
  if (typeof a.shape.at(-1) === 'number') return graph.apply('MatMul', [transpose(graph, a), dy], {});
  return transpose(graph, graph.apply('MatMul', [transpose(graph, dy), a], {}));
}
