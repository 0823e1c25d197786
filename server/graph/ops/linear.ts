import { invariant } from '../../base/index.ts';
import { demand, dimension, fixed, type Inputs, microsoft, type OpFamily, same, tensor } from './rule.ts';

/** Products with a weight matrix. */
export const LINEAR = {
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
   * The same with w in blocks along K: packed uint8 `[N, K / block_size, block_size * bits / 8]`, scales float32 `[N * K / block_size]`,
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
