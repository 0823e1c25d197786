import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  exportModel,
  findModel,
  listModels,
  type ModelFolder,
  type ModelsDeps,
  openGenerator,
  type PullProgress,
  pullModel,
  removeModel,
  verifyModel,
} from '../../../server/models/index.ts';
import { tinyEntry, tinyGgufDeps, tinyGgufFile } from '../../support/tiny-folder.ts';
import { wholeTinyLlama } from '../../support/tiny-gguf.ts';

const TINY = tinyEntry(32);
const tiny = { id: 'tiny', precision: 'fp32' } as const;

let folder: string;
let deps: ModelsDeps;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-pull-'));
  deps = tinyGgufDeps(folder, wholeTinyLlama(), 32);
});
afterEach(() => rmSync(folder, { recursive: true }));

function modelNames(): string[] {
  return readdirSync(join(deps.cacheDir, 'models', 'tiny'));
}

function rewriteManifest(model: ModelFolder, change: Record<string, unknown>): void {
  const path = join(model.path, 'foyer.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }));
}

describe('a model that was pulled', () => {
  test('is a whole folder that says what it is', async () => {
    const seen: PullProgress[] = [];
    const model = await pullModel(deps, { ...tiny, onProgress: (progress) => seen.push(progress) });
    expect(model.manifest).toMatchObject({
      architecture: 'llama',
      precision: 'fp32',
      contextTokens: 32,
      eosTokenIds: [2, 0],
      graph: 'onnx/serve.onnx',
      shape: { layers: 1, heads: 2, keyValueHeads: 1, headSize: 16, vocabularySize: 4 },
      source: { kind: 'folder' },
    });
    expect(model.manifest.files.map((file) => file.path)).toEqual([
      'config.json',
      'generation_config.json',
      'onnx/serve.onnx',
      'onnx/serve.onnx_data',
      'special_tokens_map.json',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    const last = seen.at(-1);
    expect(last).toEqual({ phase: 'convert', done: last?.total, total: last?.total });
  });

  test('is found, listed, verified and removed', async () => {
    expect(await findModel(deps, tiny)).toBeUndefined();
    const model = await pullModel(deps, tiny);
    expect(await findModel(deps, tiny)).toEqual(model);
    expect(await listModels(deps)).toEqual([{ ...TINY, installed: [model] }]);
    expect(await verifyModel(deps, tiny)).toMatchObject({ ok: true });
    await removeModel(deps, { id: 'tiny' });
    expect(await findModel(deps, tiny)).toBeUndefined();
    await expect(verifyModel(deps, tiny)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is not made twice, also when many ask at once', async () => {
    const models = await Promise.all([pullModel(deps, tiny), pullModel(deps, tiny), pullModel(deps, tiny)]);
    const inode = statSync(models[0].path).ino;
    await pullModel(deps, tiny);
    expect(statSync(models[0].path).ino).toBe(inode);
    expect(new Set(models.map((model) => model.manifest.sha256)).size).toBe(1);
    expect(modelNames()).toEqual(['fp32']);
  });

  test('is the same, byte for byte, when made again', async () => {
    const first = await pullModel(deps, tiny);
    await removeModel(deps, tiny);
    expect((await pullModel(deps, tiny)).manifest.sha256).toBe(first.manifest.sha256);
  });

  test('shows a changed file, and is not served with it', async () => {
    const model = await pullModel(deps, tiny);
    const path = join(model.path, 'tokenizer.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('BPE', 'bpe'));
    const changed = await verifyModel(deps, tiny);
    expect(changed.ok).toBe(false);
    expect(changed.files.filter((file) => file.state !== 'intact')).toEqual([
      { path: 'tokenizer.json', state: 'changed' },
    ]);
    const opening = openGenerator({ log: deps.log, model });
    await expect(opening).rejects.toThrow(/tokenizer\.json is changed.*foyer model pull tiny/);
  });

  test.each<[string, (model: ModelFolder) => void]>([
    ['an older Foyer converted it', (model) => rewriteManifest(model, { converterVersion: 0 })],
    ['a file was cut short', (model) => writeFileSync(join(model.path, 'onnx/serve.onnx_data'), '')],
    ['a file is gone', (model) => rmSync(join(model.path, 'tokenizer.json'))],
  ])('is made again where %s', async (_, damage) => {
    const model = await pullModel(deps, tiny);
    damage(model);
    expect(await findModel(deps, tiny)).toBeUndefined();
    await pullModel(deps, tiny);
    expect(await verifyModel(deps, tiny)).toMatchObject({ ok: true });
    expect(modelNames()).toEqual(['fp32']);
  });
});

test('what a killed run left behind is cleared away', async () => {
  mkdirSync(join(deps.cacheDir, 'models', 'tiny', '.fp32-abandoned', 'onnx'), { recursive: true });
  await pullModel(deps, tiny);
  expect(modelNames()).toEqual(['fp32']);
});

describe('nothing is published', () => {
  test('of a file that is no model', async () => {
    writeFileSync(tinyGgufFile(folder), wholeTinyLlama().subarray(0, 3000));
    await expect(pullModel(deps, tiny)).rejects.toMatchObject({ code: 'model_file_invalid' });
    expect(modelNames()).toEqual([]);
  });

  test('of another architecture than the catalogue says', async () => {
    const catalogue = [{ ...TINY, architecture: 'qwen2' as const }];
    await expect(pullModel({ ...deps, catalogue }, tiny)).rejects.toThrow(
      /is a llama model, and a qwen2 model/,
    );
    expect(modelNames()).toEqual([]);
  });

  test('when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(pullModel(deps, tiny, controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await findModel(deps, tiny)).toBeUndefined();
  });

  test('of an id that is not in the catalogue', async () => {
    await expect(pullModel(deps, { id: '../../etc' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('an export is refused where something lies already', async () => {
  const target = join(folder, 'models');
  await expect(
    exportModel(deps, { id: 'tiny', form: { layout: 'transformers-js', precision: 'fp32' }, target }),
  ).rejects.toMatchObject({
    code: 'conflict',
  });
});
