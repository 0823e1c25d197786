import { invariant } from '../../base/index.ts';
import {
  broadcast,
  demand,
  dimension,
  fixed,
  type Inputs,
  microsoft,
  type OpFamily,
  product,
  same,
  standard,
  tensor,
} from './rule.ts';

/** Products of matrices. */
export const LINEAR = {
  /** `a [.., m, k] · b [.., k, n]`, matrix by matrix, or with one matrix `b [k, n]` for all. */
  MatMul: standard({}, (inputs) => {
    const [a, b] = [inputs.at(0), inputs.at(1)];
    demand(a, 'float32');
    demand(b, 'float32', 2, a.shape.length);
    same(dimension(a, -1), dimension(b, -2), 'the inner size of MatMul');
    if (b.shape.length > 2)
      same(product(a.shape.slice(0, -2)), product(b.shape.slice(0, -2)), 'the matrices');
    return [tensor('float32', [...a.shape.slice(0, -1), dimension(b, -1)])];
  }),
  /** `alpha * a' · b' + c`, where `'` transposes as `transA` and `transB` say; c is optional and broadcasts. */
  Gemm: standard({ alpha: 'float?', transA: 'int?', transB: 'int?' }, (inputs, { transA, transB }) => {
    const [a, b, c] = [inputs.at(0), inputs.at(1), inputs.optional(2)];
    demand(a, 'float32', 2);
    demand(b, 'float32', 2);
    same(dimension(a, transA ? 0 : 1), dimension(b, transB ? 1 : 0), 'the inner size of Gemm');
    const shape = [dimension(a, transA ? 1 : 0), dimension(b, transB ? 0 : 1)];
    if (c) same(product(broadcast(c.shape, shape)), product(shape), 'what is added to Gemm');
    return [tensor('float32', shape)];
  }),
  /** `x [.., in] · wᵀ`, with w `[out, in]` as pretrained weights have it (`transB` must be 1). */
  FusedMatMul: microsoft({ transB: 'int' }, (inputs, { transB }) => {
    const [x, w] = [inputs.at(0), inputs.at(1)];
    invariant(transB === 1, 'FusedMatMul is used with transB = 1 only');
    demand(x, 'float32');
    demand(w, 'float32', 2);
    same(dimension(x, -1), dimension(w, 1), 'the inner size of FusedMatMul');
    return [tensor('float32', [...x.shape.slice(0, -1), dimension(w, 0)])];
  }),
  /**
   * `a [.., m, k] · b [k, n]` in 8-bit integers: b int8 with a float32 scale `[n]` for each column, a turned into uint8 with
   * one scale and zero point for all of it, found while it runs.
   */
  DynamicQuantizeMatMul: microsoft({}, (inputs) => {
    const [a, b, scales] = [inputs.at(0), inputs.at(1), inputs.at(2)];
    demand(a, 'float32');
    demand(b, 'int8', 2);
    same(dimension(a, -1), dimension(b, 0), 'the inner size of DynamicQuantizeMatMul');
    same(fixed(scales, 0), fixed(b, 1), 'the scales of DynamicQuantizeMatMul');
    return [tensor('float32', [...a.shape.slice(0, -1), dimension(b, 1)])];
  }),
  /**
   * `FusedMatMul` with w in blocks along K: packed uint8 `[N, K / block_size, block_size * bits / 8]`, scales float32 `[N * K / block_size]`,
   * no zero points (so the middle of the range is zero), no group index, and a bias `[N]` where there is one.
   */
  MatMulNBits: microsoft(
    { K: 'int', N: 'int', bits: 'int', block_size: 'int', accuracy_level: 'int' },
    (inputs, { K, N, bits, block_size }) => {
      const [x, packed, scales] = [inputs.at(0), inputs.at(1), inputs.at(2)];
      demand(x, 'float32');
      same(dimension(x, -1), K, 'the inner size of MatMulNBits');
      demand(packed, 'uint8', 3);
      const shape = [N, K / block_size, (block_size * bits) / 8];
      shape.forEach((size, axis) => {
        same(fixed(packed, axis), size, 'the packed weight of MatMulNBits');
      });
      same(fixed(scales, 0), (N * K) / block_size, 'the scales of MatMulNBits');
      demandBias(inputs, 5, N);
      return [tensor('float32', [...x.shape.slice(0, -1), N])];
    },
  ),
} satisfies OpFamily;

function demandBias(inputs: Inputs, index: number, size: number): void {
  const bias = inputs.optional(index);
  if (bias) same(fixed(bias, 0), size, `the bias ${bias.name}`);
}
