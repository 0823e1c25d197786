import { AppError } from '../../base/index.ts';
import type { ModelFolder } from '../folder/model-folder.ts';
import { loadChatTokenizer } from '../process/chat-tokenizer.ts';
import type { ChatMessage } from '../types.ts';
import type { TrainingRow } from './training-batch.ts';

export type ExampleTokenizer = {
  /**
   * A conversation that ends with an answer: the very prompt that serving builds, then the answer and its end token,
   * which are to be learned.
   */
  encode(messages: readonly ChatMessage[]): TrainingRow;
};

/** @throws AppError `model_file_invalid` where the model cannot converse */
export async function loadExampleTokenizer({ path, manifest, id }: ModelFolder): Promise<ExampleTokenizer> {
  const tokenizer = await loadChatTokenizer(path);
  const ends = new Set(manifest.eosTokenIds);
  return {
    encode(messages) {
      const { prompt, answer } = tokenizer.encodeAnswered(messages);
      const end = answer.findIndex((token) => ends.has(token));
      if (end >= 0) return { ids: [...prompt, ...answer.slice(0, end + 1)], targets: end + 1 };
      throw new AppError(
        'model_file_invalid',
        `The chat template of the model "${id}" ends no answer, so it cannot be taught when to stop.`,
      );
    },
  };
}
