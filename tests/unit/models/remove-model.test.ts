import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_EMBEDDER_ID, DEFAULT_GENERATOR_ID, removeModel } from '../../../server/models/index.ts';

test('with an embedder goes what it was taught to be, and nothing else', async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), 'foyer-remove-'));
  onTestFinished(() => rm(cacheDir, { recursive: true }));
  await removeModel({ cacheDir }, { id: DEFAULT_EMBEDDER_ID });
  const taught = ['cross-encoder', 'bi-encoder'].map(
    (kind) => `${DEFAULT_EMBEDDER_ID}-${kind}-0123456789abcdef`,
  );
  for (const id of [DEFAULT_EMBEDDER_ID, ...taught, DEFAULT_GENERATOR_ID]) {
    await mkdir(join(cacheDir, 'models', id, 'q8'), { recursive: true });
  }
  await removeModel({ cacheDir }, { id: DEFAULT_EMBEDDER_ID });
  expect(await readdir(join(cacheDir, 'models'))).toEqual([DEFAULT_GENERATOR_ID]);
});
