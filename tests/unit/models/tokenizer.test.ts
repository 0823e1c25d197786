import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AutoTokenizer } from '@huggingface/transformers';
import { afterAll, expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import type { Metadata, MetadataValue } from '../../../server/models/gguf/read-header.ts';
import { tokenizerFilesFromGguf } from '../../../server/models/tokenizer/tokenizer-files.ts';

type Fixture = {
  tokens: string[];
  types: number[];
  merges: string[];
  cases: { text: string; ids: number[]; decoded: string }[];
};

const fixture: Fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/tokenizer-qwen2.json'), 'utf8'),
);
const TEMPLATE =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}" +
  "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

const folder = mkdtempSync(join(tmpdir(), 'foyer-tokenizer-'));
afterAll(() => rmSync(folder, { recursive: true }));

function metadata(changes: Record<string, MetadataValue> = {}): Metadata {
  return new Map<string, MetadataValue>(
    Object.entries({
      'tokenizer.ggml.model': 'gpt2',
      'tokenizer.ggml.pre': 'qwen2',
      'tokenizer.ggml.tokens': [...fixture.tokens, '[PAD0]'],
      'tokenizer.ggml.token_type': [...fixture.types, 5],
      'tokenizer.ggml.merges': fixture.merges,
      'tokenizer.ggml.eos_token_id': fixture.tokens.indexOf('<|im_end|>'),
      'tokenizer.chat_template': TEMPLATE,
      ...changes,
    }),
  );
}

test('a Qwen2 tokenizer rebuilt from GGUF metadata gives the ids of the tokenizers library', async () => {
  for (const [name, content] of Object.entries(tokenizerFilesFromGguf('test.gguf', metadata(), 512))) {
    writeFileSync(join(folder, name), JSON.stringify(content));
  }
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  for (const { text, ids, decoded } of fixture.cases) {
    expect([text, tokenizer.encode(text, { add_special_tokens: false })]).toEqual([text, ids]);
    if (ids.length > 0) expect(tokenizer.decode(ids, { skip_special_tokens: false })).toBe(decoded);
  }
  const chat = tokenizer.apply_chat_template([{ role: 'user', content: 'hi' }], {
    tokenize: false,
    add_generation_prompt: true,
  });
  expect(chat).toBe('<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n');
});

test.each<[string, Record<string, MetadataValue>, RegExp]>([
  [
    'a pre-tokenizer nobody knows',
    { 'tokenizer.ggml.pre': 'mystery' },
    /"mystery"; known are gpt-2, smollm, qwen2/,
  ],
  ['another kind of tokenizer', { 'tokenizer.ggml.model': 'llama' }, /only byte-pair/],
  ['types that do not match', { 'tokenizer.ggml.token_type': [1] }, /token types/],
  ['a merge of one part', { 'tokenizer.ggml.merges': ['ab'] }, /"ab" has no two parts/],
  [
    'an end token that is only padding',
    { 'tokenizer.ggml.eos_token_id': fixture.tokens.length },
    /eos token/,
  ],
  ['no template', { 'tokenizer.chat_template': 1 }, /chat template/],
])('%s is refused', (_, changes, message) => {
  const rebuild = (): unknown => tokenizerFilesFromGguf('test.gguf', metadata(changes), 512);
  expect(rebuild).toThrow(AppError);
  expect(rebuild).toThrow(message);
});
