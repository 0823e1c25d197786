import { Tensor } from 'onnxruntime-node';
import { invariant } from '../../base/index.ts';
import type { ModelFolder } from '../folder/model-folder.ts';
import { pairFeeds } from '../process/pair-feeds.ts';
import { loadWordPieces } from '../process/word-pieces.ts';
import type { ExampleTokenizer } from './example-tokenizer.ts';
import type { TrainingRow } from './training-batch.ts';

/** Longer texts are cut: time grows with length, and questions and lines are shorter nearly always. */
const MOST_TOKENS = 128;
/** The start of a text, and its end. */
const MARKS = 2;

/**
 * For an embedder that learns which texts belong together. A text is written as a conversation of one message; its row is
 * `[CLS] text [SEP]`, as it is served, and its targets are the entries of its vector.
 */
export async function loadTextTokenizer({ path, manifest }: ModelFolder): Promise<ExampleTokenizer> {
  const { start, end, idsOf } = await loadWordPieces(path);
  const most = Math.min(manifest.contextTokens, MOST_TOKENS) - MARKS;
  return {
    encode(messages) {
      const [text, ...others] = messages;
      invariant(text && others.length === 0, 'A text stands by itself.');
      return { ids: [start, ...idsOf(text.content).slice(0, most), end], targets: manifest.shape.hiddenSize };
    },
  };
}

/** Rows as the graph of a bi-encoder takes them, padded to the longest. */
export function textFeeds(rows: readonly TrainingRow[]): Record<string, Tensor> {
  const [width = 0] = rows.map(({ targets }) => targets);
  const weights = new Float32Array(rows.length * width).fill(1);
  for (const [index, row] of rows.entries()) if (row.weights) weights.set(row.weights, index * width);
  return {
    ...pairFeeds(rows.map(({ ids }) => ({ ids, textStart: ids.length }))),
    target_weights: new Tensor('float32', weights, [rows.length, width]),
  };
}
