import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Adapter,
  DEFAULT_GENERATOR_ID,
  decoderConfigFromFolder,
  exportModel,
  type ModelsDeps,
} from '../../../server/models/index.ts';
import { exportPeftFolder } from '../../../server/tuning/interchange/export-peft.ts';
import { importPeftFolder } from '../../../server/tuning/interchange/import-peft.ts';
import { formulaAdapter } from '../../support/adapters.ts';
import { testModelsDeps } from '../../support/models.ts';
import { openModelFile, promptLogits } from '../../support/sessions.ts';
import { TINY_FIXTURES, TINY_NAMES, tinyModelDeps } from '../../support/tiny-folder.ts';

/*
 * Against Python: FOYER_TEST_PYTHON names an interpreter with torch, transformers and peft. Without it only the golden
 * numbers are compared, which Python made once (fixtures/make-peft-folder.py).
 */
const PYTHON = process.env['FOYER_TEST_PYTHON'];
const PROMPT = [1, 17, 42, 42, 3, 90, 55, 8, 71, 12, 64, 29];
const TOLERANCE = 1e-3;

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'foyer-python-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

test('an adapter that PEFT saved gives the logits that PEFT gave', async () => {
  const fixture = join(TINY_FIXTURES, '../peft-folder');
  const expected: { ids: number[]; logits: number[][] } = JSON.parse(
    readFileSync(join(fixture, 'expected.json'), 'utf8'),
  );
  const config = decoderConfigFromFolder(join(TINY_FIXTURES, 'qwen3-tied'), false);
  const { adapter } = await importPeftFolder({ folder: fixture, config });
  const found = await ourLogits(tinyModelDeps(scratch, 'qwen3-tied'), 'tiny', adapter, expected.ids);
  expect(furthest(found, expected.logits)).toBeLessThan(TOLERANCE);
});

describe.skipIf(!PYTHON)(
  'against Python (FOYER_TEST_PYTHON: an interpreter with torch, transformers, peft)',
  () => {
    test.each(TINY_NAMES)(
      '%s: adapters and merged weights, out and in',
      async (name) => {
        const deps = tinyModelDeps(scratch, name);
        const config = decoderConfigFromFolder(join(TINY_FIXTURES, name), false);
        const base = await safetensors(deps, 'tiny', 'base');

        const ours = formulaAdapter(config, { rank: 8 });
        const folder = await exportPeftFolder({
          adapter: ours,
          baseName: 'tiny',
          target: join(scratch, 'peft'),
        });
        const expected = await ourLogits(deps, 'tiny', ours, PROMPT);
        expect(furthest(expected, await askPython('peft', base, folder))).toBeLessThan(TOLERANCE);

        const merged = await safetensors(deps, 'tiny', 'merged', ours);
        expect(furthest(expected, await askPython('hf', merged))).toBeLessThan(TOLERANCE);

        const made = join(scratch, 'made');
        const theirs = await askPython('make', base, made);
        const { adapter } = await importPeftFolder({ folder: made, config });
        expect(furthest(await ourLogits(deps, 'tiny', adapter, PROMPT, 'again'), theirs)).toBeLessThan(
          TOLERANCE,
        );
      },
      300_000,
    );

    test('SmolLM2: our adapter in PEFT, and one that PEFT made here', async () => {
      const deps = testModelsDeps();
      const base = await safetensors(deps, DEFAULT_GENERATOR_ID, 'base');
      const config = decoderConfigFromFolder(base, true);
      const made = join(scratch, 'made');
      const theirs = await askPython('make', base, made);
      const { adapter } = await importPeftFolder({ folder: made, config });
      expect(furthest(await ourLogits(deps, DEFAULT_GENERATOR_ID, adapter, PROMPT), theirs)).toBeLessThan(
        TOLERANCE,
      );
      const folder = await exportPeftFolder({ adapter, baseName: 'smollm2', target: join(scratch, 'peft') });
      expect(furthest(theirs, await askPython('peft', base, folder))).toBeLessThan(TOLERANCE);
    }, 600_000);
  },
);

async function ourLogits(
  deps: ModelsDeps,
  id: string,
  adapter: Adapter,
  ids: readonly number[],
  name = 'onnx',
) {
  const form = { layout: 'transformers-js', precision: 'fp32' } as const;
  const folder = await exportModel(deps, { id, adapter, form, target: join(scratch, name) });
  await using session = await openModelFile(join(folder, 'onnx/model.onnx'));
  return await promptLogits(session, decoderConfigFromFolder(folder, true), ids);
}

async function safetensors(deps: ModelsDeps, id: string, name: string, adapter?: Adapter): Promise<string> {
  const form = { layout: 'safetensors', type: 'F32' } as const;
  const target = join(scratch, name);
  return await exportModel(deps, { id, form, target, ...(adapter ? { adapter } : {}) });
}

function furthest(found: readonly ArrayLike<number>[], expected: readonly ArrayLike<number>[]): number {
  expect(found.length).toBe(expected.length);
  const errors = found.flatMap((row, at) =>
    Array.from(row, (value, id) => Math.abs(value - (expected[at]?.[id] ?? Number.NaN))),
  );
  return errors.reduce((most, error) => Math.max(most, error), 0);
}

async function askPython(...args: string[]): Promise<number[][]> {
  const script = join(import.meta.dirname, '../../support/ask-python.py');
  const { stdout } = await promisify(execFile)(PYTHON ?? '', [script, ...args, JSON.stringify(PROMPT)], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]');
}
