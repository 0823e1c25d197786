import type { DecoderConfig } from '../../graph/index.ts';
import { invalidFile } from '../weights/byte-source.ts';

/*
 * GGUF stores the rotated rows of a llama head as pairs (0, h/2, 1, h/2+1, …), Hugging Face as two halves.
 * Row `i` of a head in Hugging Face order is row `2i` of GGUF for the first half, `2(i - h/2) + 1` for the second.
 */

type Tensor = { name: string; shape: readonly number[]; values: Float32Array };

/** Rows of a GGUF tensor in Hugging Face's order. @throws AppError `model_file_invalid` */
export function halvesFromPairs(fileName: string, tensor: Tensor, config: DecoderConfig): Float32Array {
  return reordered(fileName, tensor, config, (out, half, pair) => out(half, pair));
}

/** Rows of a Hugging Face tensor in GGUF's order. @throws AppError `model_file_invalid` */
export function pairsFromHalves(fileName: string, tensor: Tensor, config: DecoderConfig): Float32Array {
  return reordered(fileName, tensor, config, (out, half, pair) => out(pair, half));
}

function reordered(
  fileName: string,
  { name, shape, values }: Tensor,
  config: DecoderConfig,
  move: (copy: (to: number, from: number) => void, half: number, pair: number) => void,
): Float32Array {
  const heads = headsOf(name, config);
  if (heads === undefined) return values;
  const [rows = 0] = shape;
  const columns = values.length / rows;
  const headRows = rows / heads;
  const half = headRows / 2;
  if (!Number.isInteger(half)) {
    throw invalidFile(fileName, `the tensor "${name}" has ${rows} rows, which ${heads} heads cannot share`);
  }
  const out = new Float32Array(values.length);
  const copy = (to: number, from: number): void =>
    out.set(values.subarray(from * columns, (from + 1) * columns), to * columns);
  for (let row = 0; row < rows; row += 1) {
    const inHead = row % headRows;
    const pair = row - inHead + (inHead < half ? 2 * inHead : 2 * (inHead - half) + 1);
    move(copy, row, pair);
  }
  return out;
}

/** How many heads share the tensor's rows; undefined where both formats keep them in one order. */
function headsOf(name: string, config: DecoderConfig): number | undefined {
  if (config.architecture !== 'llama') return undefined;
  if (name.includes('.self_attn.q_proj.')) return config.heads;
  return name.includes('.self_attn.k_proj.') ? config.keyValueHeads : undefined;
}
