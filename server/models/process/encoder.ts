import { join } from 'node:path';
import { AutoTokenizer, env } from '@huggingface/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { invariant } from '../../base/index.ts';
import type { EncoderSetup } from './embedder-calls.ts';
import { meanPool } from './mean-pool.ts';
import { sessionOptions } from './session-options.ts';

export type Encoder = {
  /** Unit vectors of one padded batch, one after another. */
  embed(texts: readonly string[]): Promise<Float32Array>;
};

/** An embedder or bi-encoder, opened. @throws what the runtime throws where the files are none */
export async function openEncoder(setup: EncoderSetup, threads: number): Promise<Encoder> {
  env.allowRemoteModels = false;
  const tokenizer = await AutoTokenizer.from_pretrained(setup.folder, { local_files_only: true });
  const session = await InferenceSession.create(join(setup.folder, setup.graph), sessionOptions(threads));
  return {
    async embed(texts) {
      const encoded = tokenizer([...texts], { padding: true, truncation: true, max_length: setup.maxTokens });
      const [rows = 0, columns = 0] = encoded.input_ids.dims;
      const mask = toInt64(encoded.attention_mask.data);
      const shape = [rows, columns];
      const outputs = await session.run({
        input_ids: new Tensor('int64', toInt64(encoded.input_ids.data), shape),
        attention_mask: new Tensor('int64', mask, shape),
        token_type_ids: new Tensor('int64', new BigInt64Array(rows * columns), shape),
      });
      const hidden = outputs['last_hidden_state']?.data;
      invariant(hidden instanceof Float32Array, 'The encoder gives last_hidden_state as float32.');
      return meanPool(hidden, mask, { rows, columns, width: setup.hiddenSize });
    },
  };
}

function toInt64(data: unknown): BigInt64Array {
  invariant(data instanceof BigInt64Array, 'The tokenizer gives int64.');
  return data;
}
