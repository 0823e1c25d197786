import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { invariant } from '../../base/index.ts';
import { READINGS } from '../../graph/index.ts';
import type { ReaderSetup } from './embedder-calls.ts';
import { pairFeeds } from './pair-feeds.ts';
import { loadPairTokenizer } from './pair-tokenizer.ts';
import { sessionOptions } from './session-options.ts';

export type Reader = {
  /** Log-odds that the text answers the question, natural logarithm. */
  read(question: string, text: string): Promise<number>;
};

const NO = READINGS.indexOf('no');
const YES = READINGS.indexOf('yes');

/** A cross-encoder, opened. @throws what the runtime throws where the files are none */
export async function openReader(setup: ReaderSetup, threads: number): Promise<Reader> {
  const tokenizer = await loadPairTokenizer(setup.folder, setup.maxTokens);
  const session = await InferenceSession.create(join(setup.folder, setup.graph), sessionOptions(threads));
  return {
    async read(question, text) {
      const { logits } = await session.run(pairFeeds([tokenizer.encode(question, text)]));
      invariant(logits?.data instanceof Float32Array, 'The cross-encoder gives logits as float32.');
      const logOdds = (logits.data[YES] ?? Number.NaN) - (logits.data[NO] ?? Number.NaN);
      invariant(Number.isFinite(logOdds), 'The cross-encoder gives finite logits.');
      return logOdds;
    },
  };
}
