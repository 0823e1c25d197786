import { Tensor } from 'onnxruntime-node';
import { invariant } from '../../base/index.ts';
import { READINGS } from '../../graph/index.ts';
import type { ModelFolder } from '../folder/model-folder.ts';
import { pairFeeds } from '../process/pair-feeds.ts';
import { loadPairTokenizer } from '../process/pair-tokenizer.ts';
import type { ExampleTokenizer } from './example-tokenizer.ts';
import type { TrainingRow } from './training-batch.ts';

/**
 * For a model that tells whether a text answers a question. A reading is written as a conversation: the system message is the text,
 * the user asks, the answer is `yes` or `no`. Its row is the pair as it is served, and the answer's place in `READINGS` as the one
 * target.
 */
export async function loadReadingTokenizer({ path, manifest }: ModelFolder): Promise<ExampleTokenizer> {
  const tokenizer = await loadPairTokenizer(path, manifest.contextTokens);
  return {
    encode(messages) {
      const [text, question, answer] = messages.map(({ content }) => content);
      const label = READINGS.findIndex((reading) => reading === answer);
      invariant(text !== undefined && question !== undefined && label >= 0, 'A reading has its three parts.');
      const { ids } = tokenizer.encode(question, text);
      return { ids: [...ids, label], targets: 1 };
    },
  };
}

/** Rows as the graph of a cross-encoder takes them, padded to the longest. */
export function readingFeeds(rows: readonly TrainingRow[]): Record<string, Tensor> {
  const pairs = rows.map(({ ids }) => {
    const pair = ids.slice(0, -1);
    return { ids: pair, textStart: pair.indexOf(pair.at(-1) ?? 0) + 1 };
  });
  const labels = BigInt64Array.from(rows, ({ ids }) => BigInt(ids.at(-1) ?? 0));
  const weights = Float32Array.from(rows, (row) => row.weights?.[0] ?? 1);
  return {
    ...pairFeeds(pairs),
    target_ids: new Tensor('int64', labels, [rows.length]),
    target_weights: new Tensor('float32', weights, [rows.length]),
  };
}
