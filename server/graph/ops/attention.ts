import { invariant } from '../../base/index.ts';
import { demand, dimension, fixed, microsoft, type OpFamily, replaceAxis, same, tensor } from './rule.ts';

/** The name of the cache's length after a step. */
export const TOTAL_LENGTH = 'total_sequence_length';

export const ATTENTION = {
  /**
   * Causal attention with cache, rotation inside. Inputs: packed query-key-value float32
   * `[batch, sequence, (heads + 2 kv) * size]` (inputs 1 and 2 left out) or the three apart, past key and value
   * `[batch, kv, past, size]`, valid length - 1 int32 `[batch]`, total length int32 `[]`, cos and sin
   * `[positions, size / 2]`, optionally position ids. Outputs: `[batch, sequence, heads * size]`, present key and value.
   */
  GroupQueryAttention: microsoft(
    { num_heads: 'int', kv_num_heads: 'int', do_rotary: 'int' },
    (inputs, { num_heads, kv_num_heads }) => {
      const [query, pastKey, pastValue] = [inputs.at(0), inputs.at(3), inputs.at(4)];
      const [key, value] = [inputs.optional(1), inputs.optional(2)];
      demand(query, 'float32', 3);
      const size = fixed(pastKey, 3);
      for (const past of [pastKey, pastValue]) {
        demand(past, 'float32', 4);
        same(dimension(past, 1), kv_num_heads, 'the heads of the cache');
        same(dimension(past, 3), size, 'the width of the cache');
      }
      if (key && value) {
        same(dimension(query, 2), num_heads * size, 'the width of the query');
        same(dimension(key, 2), kv_num_heads * size, 'the width of the key');
        same(dimension(value, 2), kv_num_heads * size, 'the width of the value');
      } else {
        invariant(!key && !value, 'key and value come together or packed');
        same(dimension(query, 2), (num_heads + 2 * kv_num_heads) * size, 'the packed width');
      }
      demand(inputs.at(5), 'int32', 1);
      demand(inputs.at(6), 'int32', 0);
      for (const table of [inputs.at(7), inputs.at(8)])
        same(dimension(table, 1), size / 2, 'the rotary tables');
      const present = tensor('float32', replaceAxis(pastKey.shape, 2, [TOTAL_LENGTH]));
      return [tensor('float32', replaceAxis(query.shape, 2, [num_heads * size])), present, present];
    },
  ),
  /**
   * Attention both ways. Inputs: query, key, value float32 `[batch, sequence, hidden]`, a bias for the three, and a
   * mask int32 `[batch, sequence]` in which 0 is padding. Output: `[batch, sequence, hidden]`.
   */
  MultiHeadAttention: microsoft({ num_heads: 'int' }, (inputs, { num_heads }) => {
    const [query, key, value] = [inputs.at(0), inputs.at(1), inputs.at(2)];
    for (const input of [query, key, value]) demand(input, 'float32', 3);
    invariant(fixed(query, 2) % num_heads === 0, 'the heads share the width evenly');
    const mask = inputs.optional(4);
    if (mask) demand(mask, 'int32', 2);
    return [tensor('float32', query.shape)];
  }),
} satisfies OpFamily;
