import { join } from 'node:path';
import { AutoTokenizer, env } from '@huggingface/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { invariant, serveChild } from '../../base/index.ts';
import type { EmbedderCalls, EmbedderSetup } from './embedder-calls.ts';
import { meanPool } from './mean-pool.ts';
import { openReader, type Reader } from './reader.ts';
import { sessionOptions } from './session-options.ts';

serveChild<EmbedderSetup, EmbedderCalls>(async (setup) => {
  env.allowRemoteModels = false;
  const tokenizer = await AutoTokenizer.from_pretrained(setup.folder, { local_files_only: true });
  const session = await InferenceSession.create(
    join(setup.folder, setup.graph),
    sessionOptions(setup.threads),
  );

  let reader: Promise<Reader> | undefined;

  return {
    async read({ reader: readerSetup, question, text }) {
      reader ??= openReader(readerSetup, setup.threads).catch((thrown: unknown) => {
        reader = undefined;
        throw thrown;
      });
      return await (await reader).read(question, text);
    },
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
});

function toInt64(data: unknown): BigInt64Array {
  invariant(data instanceof BigInt64Array, 'The tokenizer gives int64.');
  return data;
}
