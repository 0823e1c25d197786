import { AutoTokenizer, env } from '@huggingface/transformers';
import { z } from 'zod';

/** `[CLS] question [SEP] text [SEP]`; the text, with its end, is of the second kind of token. */
export type EncodedPair = { ids: number[]; textStart: number };

export type PairTokenizer = { encode(question: string, text: string): EncodedPair };

const idsSchema = z.array(z.number().int());
/** The ends of both parts, and the start. */
const MARKS = 3;
/** What a question may take of the room that both have. */
const MOST_OF_QUESTION = 0.5;

/**
 * The tokenizer of a BERT-like model's folder, for two texts that are read together. What is too long is cut: the question to half of
 * `maxTokens`, the text to what is left.
 */
export async function loadPairTokenizer(folder: string, maxTokens: number): Promise<PairTokenizer> {
  env.allowRemoteModels = false;
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  const idsOf = (text: string, special: boolean): number[] =>
    idsSchema.parse(tokenizer.encode(text, { add_special_tokens: special }));
  const [start = 0, end = 0] = idsOf('', true);
  const most = Math.floor(maxTokens * MOST_OF_QUESTION);
  return {
    encode(question, text) {
      const asked = idsOf(question, false).slice(0, most);
      const textStart = asked.length + 2;
      const read = idsOf(text, false).slice(0, maxTokens - asked.length - MARKS);
      return { ids: [start, ...asked, end, ...read, end], textStart };
    },
  };
}
