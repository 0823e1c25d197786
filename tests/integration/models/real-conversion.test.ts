import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AutoTokenizer, pipeline } from '@huggingface/transformers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  DEFAULT_GENERATOR_ID,
  exportModel,
  type ModelFolder,
  verifyModel,
} from '../../../server/models/index.ts';
import { testGenerator, testModelsDeps } from '../../support/models.ts';

type Case = { text: string; ids: number[]; decoded: string };

const FETCH_MS = 600_000;
const scratch = mkdtempSync(join(tmpdir(), 'foyer-export-'));
let model: ModelFolder;

beforeAll(async () => {
  model = await testGenerator();
}, FETCH_MS);
afterAll(() => rmSync(scratch, { recursive: true }));

test('every file of the converted model is what its manifest says', async () => {
  const found = await verifyModel(testModelsDeps(), { id: model.id, precision: model.precision });
  expect(found.ok).toBe(true);
});

test('the tokenizer rebuilt from the real GGUF gives the ids of the tokenizers library', async () => {
  const path = join(import.meta.dirname, '../../fixtures/tokenizer-smollm2.json');
  const { cases }: { cases: Case[] } = JSON.parse(readFileSync(path, 'utf8'));
  const tokenizer = await AutoTokenizer.from_pretrained(model.path, { local_files_only: true });
  for (const { text, ids, decoded } of cases) {
    expect([text, tokenizer.encode(text, { add_special_tokens: false })]).toEqual([text, ids]);
    if (ids.length > 0) expect(tokenizer.decode(ids, { skip_special_tokens: false })).toBe(decoded);
  }
});

test(
  'the export is a folder that transformers.js loads and generates text with',
  async () => {
    const target = join(scratch, 'smollm2');
    const folder = await exportModel(testModelsDeps(), {
      id: DEFAULT_GENERATOR_ID,
      form: { layout: 'transformers-js', precision: 'q8' },
      target,
    });
    const generate = await pipeline('text-generation', folder, { local_files_only: true });
    const conversation = [
      { role: 'system', content: 'You answer in one short sentence.' },
      { role: 'user', content: 'What is the capital of France?' },
    ];
    const output = await generate(conversation, { max_new_tokens: 24, do_sample: false });
    expect(JSON.stringify(output)).toMatch(/Paris/);
    await generate.dispose();
  },
  FETCH_MS,
);
