import { Tensor } from 'onnxruntime-node';
import type { EncodedPair } from './pair-tokenizer.ts';

/** Pairs as an encoder takes them, int64 `[pairs, longest]` each, padded on the right. */
export function pairFeeds(pairs: readonly EncodedPair[]): Record<string, Tensor> {
  const length = Math.max(...pairs.map(({ ids }) => ids.length));
  const rows = () => new BigInt64Array(pairs.length * length);
  const [ids, types, mask] = [rows(), rows(), rows()];
  for (const [row, pair] of pairs.entries()) {
    for (const [at, id] of pair.ids.entries()) {
      ids[row * length + at] = BigInt(id);
      types[row * length + at] = at < pair.textStart ? 0n : 1n;
      mask[row * length + at] = 1n;
    }
  }
  const shape = [pairs.length, length];
  return {
    input_ids: new Tensor('int64', ids, shape),
    token_type_ids: new Tensor('int64', types, shape),
    attention_mask: new Tensor('int64', mask, shape),
  };
}
