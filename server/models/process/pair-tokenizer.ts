import { loadWordPieces } from './word-pieces.ts';

/** `[CLS] question [SEP] text [SEP]`; the text, with its end, is of the second kind of token. */
export type EncodedPair = { ids: readonly number[]; textStart: number };

export type PairTokenizer = { encode(question: string, text: string): EncodedPair };

/** The ends of both parts, and the start. */
const MARKS = 3;
/** What a question may take of the room that both have. */
const MOST_OF_QUESTION = 0.5;

/**
 * The tokenizer of a BERT-like model's folder, for two texts that are read together. What is too long is cut: the question to half of
 * `maxTokens`, the text to what is left.
 */
export async function loadPairTokenizer(folder: string, maxTokens: number): Promise<PairTokenizer> {
  const { start, end, idsOf } = await loadWordPieces(folder);
  const most = Math.floor(maxTokens * MOST_OF_QUESTION);
  return {
    encode(question, text) {
      const asked = idsOf(question).slice(0, most);
      const textStart = asked.length + 2;
      const read = idsOf(text).slice(0, maxTokens - asked.length - MARKS);
      return { ids: [start, ...asked, end, ...read, end], textStart };
    },
  };
}
