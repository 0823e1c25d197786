import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DecoderConfig, mergedWeights } from '../../../server/graph/index.ts';
import {
  type Adapter,
  decoderConfigFromFolder,
  type ExportForm,
  exportModel,
  openGguf,
  openSafetensors,
  readSafetensors,
} from '../../../server/models/index.ts';
import { formulaAdapter } from '../../support/adapters.ts';
import { argMax, openModelFile, promptLogits } from '../../support/sessions.ts';
import { TINY_FIXTURES, TINY_NAMES, type TinyModel, tinyModelDeps } from '../../support/tiny-folder.ts';

const PROMPT = [1, 17, 42, 42, 3, 90, 55, 8, 71, 12, 64, 29];
const STEPS = 16;
const FULL: ExportForm = { layout: 'transformers-js', precision: 'fp32' };

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'foyer-export-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

describe.each(TINY_NAMES)('%s with an adapter merged in', (name) => {
  const config = decoderConfigFromFolder(join(TINY_FIXTURES, name), false);
  const adapter = formulaAdapter(config, { rank: 8 });

  test('as a transformers.js folder gives the logits that PEFT gives', async () => {
    const golden = readGolden(name);
    if (!golden) return;
    const folder = await write(name, adapter, FULL);
    const found = await logitsOf(folder, config, golden.ids);
    for (const [index, [squares, dot]] of golden.logits.entries()) {
      const row = found[golden.from + index] ?? new Float32Array();
      expect(row.reduce((sum, value) => sum + value * value, 0) / squares).toBeCloseTo(1, 4);
      const places = row.reduce((sum, value, at) => sum + value * Math.cos(0.7 * at + 0.3), 0);
      expect(Math.abs(places - dot)).toBeLessThan(1e-3);
    }
  });

  test('as safetensors holds the merged weights, and can be opened as a base again', async () => {
    const folder = await write(name, adapter, { layout: 'safetensors', type: 'F32' });
    expect(readdirSync(folder).toSorted()).toEqual([
      'config.json',
      'generation_config.json',
      'model.safetensors',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    expect(decoderConfigFromFolder(folder, true)).toEqual(config);
    const [base, merged] = [openSafetensors(join(TINY_FIXTURES, name)), openSafetensors(folder)];
    using _base = { [Symbol.dispose]: base.close };
    using _merged = { [Symbol.dispose]: merged.close };
    const expected = mergedWeights(base.weights, readSafetensors(adapter.bytes, 'adapter'), adapter);
    for (const tensor of expected.names()) expect(merged.weights.read(tensor)).toEqual(expected.read(tensor));
  });

  test('as GGUF is one file that reads back', async () => {
    const folder = await write(name, adapter, { layout: 'gguf', type: 'Q8_0' });
    expect(readdirSync(folder)).toEqual(['tiny.Q8_0.gguf']);
    const { config: read, close } = openGguf(join(folder, 'tiny.Q8_0.gguf'));
    close();
    expect(read).toMatchObject({ architecture: config.architecture, ropeScaling: config.ropeScaling });
  });

  const llamaCpp = process.env['FOYER_TEST_LLAMA_CPP'];
  test.skipIf(!llamaCpp)(
    'as GGUF makes llama.cpp write what we write (FOYER_TEST_LLAMA_CPP: a folder with node-llama-cpp in it)',
    async () => {
      const ours = await greedy(await write(name, adapter, FULL), config);
      const folder = await write(name, adapter, { layout: 'gguf', type: 'F16' }, 'gguf');
      const theirs = await askLlamaCpp(llamaCpp ?? '', join(folder, 'tiny.F16.gguf'));
      expect(theirs).toEqual(ours);
    },
  );
});

async function write(name: TinyModel, adapter: Adapter, form: ExportForm, target = 'out'): Promise<string> {
  const deps = tinyModelDeps(scratch, name);
  return await exportModel(deps, { id: 'tiny', adapter, form, target: join(scratch, target) });
}

async function logitsOf(
  folder: string,
  config: DecoderConfig,
  ids: readonly number[],
): Promise<Float32Array[]> {
  await using session = await openModelFile(join(folder, 'onnx/model.onnx'));
  return await promptLogits(session, config, ids);
}

async function greedy(folder: string, config: DecoderConfig): Promise<number[]> {
  await using session = await openModelFile(join(folder, 'onnx/model.onnx'));
  const ids = [...PROMPT];
  for (let step = 0; step < STEPS; step++) {
    ids.push(argMax((await promptLogits(session, config, ids)).at(-1) ?? new Float32Array()));
  }
  return ids.slice(PROMPT.length);
}

/** The first row of the golden batch: its tokens, and digests of the logits at its targets. */
function readGolden(name: string) {
  if (name === 'llama-tied-linear') return undefined;
  const path = join(TINY_FIXTURES, `../peft/${name}-r8.json`);
  const golden: { rows: { ids: number[]; answer: number }[]; logits: [number, number][] } = JSON.parse(
    readFileSync(path, 'utf8'),
  );
  const { ids = [], answer = 0 } = golden.rows[0] ?? {};
  return { ids, from: ids.length - answer - 1, logits: golden.logits.slice(0, answer) };
}

async function askLlamaCpp(home: string, path: string): Promise<number[]> {
  const script = join(import.meta.dirname, '../../support/ask-llama-cpp.ts');
  const args = [script, home, path, JSON.stringify(PROMPT), String(STEPS)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]');
}
