import { invalidFile } from '../weights/byte-source.ts';
import type { Metadata } from './read-header.ts';

/** Tokens that end a turn in the chat formats of the known architectures, whether or not the file says so. */
const END_TOKENS: ReadonlySet<string> = new Set([
  '<|im_end|>',
  '<|endoftext|>',
  '<|eot_id|>',
  '<|end_of_text|>',
]);
const CONTROL = 3;

/** Ids that end an answer: the announced end tokens, then the control tokens of chat formats. */
export function endTokenIds(fileName: string, metadata: Metadata): number[] {
  const tokens = metadata.get('tokenizer.ggml.tokens');
  const types = metadata.get('tokenizer.ggml.token_type');
  if (!Array.isArray(tokens) || !Array.isArray(types)) throw invalidFile(fileName, 'it carries no tokenizer');
  const announced = [
    metadata.get('tokenizer.ggml.eos_token_id'),
    metadata.get('tokenizer.ggml.eot_token_id'),
  ];
  const known = [...END_TOKENS].map((token) => tokens.indexOf(token)).filter((id) => types[id] === CONTROL);
  const ids = new Set([...announced.filter((id) => typeof id === 'number'), ...known]);
  for (const id of ids) {
    if (!Number.isInteger(id) || id < 0 || id >= tokens.length) {
      throw invalidFile(fileName, `its end token ${id} is outside its vocabulary`);
    }
  }
  if (ids.size === 0) throw invalidFile(fileName, 'it names no end token');
  return [...ids];
}
