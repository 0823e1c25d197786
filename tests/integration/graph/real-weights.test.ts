import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DecoderConfig } from '../../../server/graph/index.ts';
import {
  DEFAULT_GENERATOR_ID,
  decoderConfigFromFolder,
  exportModel,
  type ModelFolder,
} from '../../../server/models/index.ts';
import { testEmbedder, testGenerator, testModelsDeps } from '../../support/models.ts';
import { int64, openModelFile, promptLogits, serveGreedy, type TestSession } from '../../support/sessions.ts';

type LogitsCase = {
  ids: number[];
  rows: { position: number; ids: number[]; logits: number[] }[];
  greedy: number[];
};
type Sentence = { ids: number[]; embedding: number[] };

const FETCH_MS = 600_000;
const scratch = mkdtempSync(join(tmpdir(), 'foyer-parity-'));
const { cases }: { cases: LogitsCase[] } = fixture('logits-smollm2.json');
const { sentences }: { sentences: Sentence[] } = fixture('embeddings-minilm.json');
let generator: ModelFolder;
let config: DecoderConfig;

beforeAll(async () => {
  generator = await testGenerator();
  config = decoderConfigFromFolder(generator.path, true);
}, FETCH_MS);
afterAll(() => rmSync(scratch, { recursive: true }));

test(
  'the float32 logits of SmolLM2 agree with PyTorch to 1e-3',
  async () => {
    const input = {
      id: DEFAULT_GENERATOR_ID,
      form: { layout: 'transformers-js', precision: 'fp32' },
      target: join(scratch, 'smollm2'),
    } as const;
    const folder = await exportModel(testModelsDeps(), input);
    await using session = await openModelFile(join(folder, 'onnx/model.onnx'));
    const errors: number[] = [];
    for (const { ids, rows } of cases) {
      const found = await promptLogits(session, config, ids);
      for (const { position, ids: sampled, logits } of rows) {
        for (const [index, id] of sampled.entries()) {
          errors.push(Math.abs((found[position]?.[id] ?? Number.NaN) - (logits[index] ?? Number.NaN)));
        }
      }
    }
    expect(errors.length).toBeGreaterThan(400);
    expect(Math.max(...errors)).toBeLessThan(1e-3);
  },
  FETCH_MS,
);

test('greedy text of the served model is the same run after run, however many steps a run takes', async () => {
  await using session = await openModelFile(join(generator.path, generator.manifest.graph));
  for (const { ids } of cases) {
    const text = await serveGreedy(session, config, ids, 24, 8);
    expect(await serveGreedy(session, config, ids, 24, 8)).toEqual(text);
    expect(await serveGreedy(session, config, ids, 24, 3)).toEqual(text);
  }
});

test.each([
  ['fp32', 0.999],
  ['q8', 0.99],
] as const)(
  'embeddings at %s agree with sentence-transformers: cosine at least %f',
  async (precision, least) => {
    const embedder = await testEmbedder(precision);
    await using session = await openModelFile(join(embedder.path, embedder.manifest.graph));
    for (const { ids, embedding } of sentences) {
      const vector = await meanOfTokens(session, ids);
      const dot = vector.reduce((sum, value, index) => sum + value * (embedding[index] ?? 0), 0);
      expect(dot / Math.hypot(...vector)).toBeGreaterThan(least);
    }
  },
  FETCH_MS,
);

async function meanOfTokens(session: TestSession, ids: readonly number[]): Promise<number[]> {
  const dims = [1, ids.length];
  const outputs = await session.run({
    input_ids: int64(ids, dims),
    attention_mask: int64(new Array<number>(ids.length).fill(1), dims),
    token_type_ids: int64(new Array<number>(ids.length).fill(0), dims),
  });
  const data = outputs['last_hidden_state']?.data as Float32Array;
  const width = data.length / ids.length;
  return Array.from({ length: width }, (_, column) =>
    ids.reduce((sum, _id, row) => sum + (data[row * width + column] ?? 0) / ids.length, 0),
  );
}

function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures', name), 'utf8'));
}
