import { AutoTokenizer, env } from '@huggingface/transformers';
import { z } from 'zod';

export type WordPieces = {
  /** What a sequence begins with, and what each text in it ends with. */
  start: number;
  end: number;
  /** A text without either. */
  idsOf(text: string): number[];
};

const idsSchema = z.array(z.number().int());

/** The tokenizer of a BERT-like model's folder. */
export async function loadWordPieces(folder: string): Promise<WordPieces> {
  env.allowRemoteModels = false;
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  const encode = (text: string, special: boolean): number[] =>
    idsSchema.parse(tokenizer.encode(text, { add_special_tokens: special }));
  const [start = 0, end = 0] = encode('', true);
  return { start, end, idsOf: (text) => encode(text, false) };
}
