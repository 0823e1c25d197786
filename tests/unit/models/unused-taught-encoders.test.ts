import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import {
  DEFAULT_EMBEDDER_ID,
  findTaughtEncoder,
  type ModelManifest,
  removeUnusedTaughtEncoders,
} from '../../../server/models/index.ts';
import { silentLog } from '../../support/store.ts';

const DAY_MS = 24 * 3_600_000;
const base = { id: DEFAULT_EMBEDDER_ID };
const CURRENT = 'c'.repeat(64);
const EARLIER = 'e'.repeat(64);
const idOf = (digest: string) => `${base.id}-cross-encoder-${digest.slice(0, 16)}`;

let cacheDir: string;
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'foyer-unused-'));
  onTestFinished(() => rm(cacheDir, { recursive: true }));
});

/** A folder that was last used so many days ago. */
async function lies(id: string, days: number, precision = 'q8'): Promise<void> {
  const folder = join(cacheDir, 'models', id, precision);
  await mkdir(folder, { recursive: true });
  const files: ModelManifest['files'] = [];
  const manifest = { id, precision, kind: 'cross-encoder', architecture: 'bert', contextTokens: 256, files };
  const shape = { layers: 1, hiddenSize: 1, heads: 1, keyValueHeads: 1, headSize: 1, vocabularySize: 1 };
  const source = { kind: 'hub', description: 'a test', sha256: '0' };
  const rest = { shape, source, eosTokenIds: [], graph: 'model.onnx', sha256: '1', converterVersion: 1 };
  await writeFile(join(folder, 'foyer.json'), JSON.stringify({ ...manifest, ...rest }));
  const then = new Date(Date.now() - days * DAY_MS);
  for (const path of [join(folder, 'foyer.json'), folder]) await utimes(path, then, then);
}

const remove = () =>
  removeUnusedTaughtEncoders(
    { cacheDir, log: silentLog },
    { kind: 'cross-encoder', base, digest: CURRENT, precision: 'q8' },
  );
const models = () => readdir(join(cacheDir, 'models'));

test('what other readings made and nobody used for weeks goes, and nothing else', async () => {
  await remove();
  await lies(idOf(CURRENT), 60);
  await lies(idOf(EARLIER), 60);
  await lies(idOf('d'), 3);
  await lies(base.id, 60);
  await lies('another-embedder-cross-encoder-0123456789abcdef', 60);
  await lies(`${base.id}-bi-encoder-0123456789abcdef`, 60);
  await remove();
  expect((await models()).toSorted()).toEqual(
    [
      base.id,
      'another-embedder-cross-encoder-0123456789abcdef',
      `${base.id}-bi-encoder-0123456789abcdef`,
      idOf(CURRENT),
      idOf('d'),
    ].toSorted(),
  );
});

test('what another Foyer uses stays, however long ago it was made', async () => {
  await lies(idOf(EARLIER), 60);
  const found = await findTaughtEncoder(
    { cacheDir },
    { kind: 'cross-encoder', base, digest: EARLIER, precision: 'q8' },
  );
  expect(found).toBeDefined();
  await remove();
  expect(await models()).toEqual([idOf(EARLIER)]);
});

test('another precision stays; what an interrupted making left goes', async () => {
  await lies(idOf(EARLIER), 60, 'fp32');
  await lies(idOf(EARLIER), 60, '.q8-abc123');
  await remove();
  expect(await readdir(join(cacheDir, 'models', idOf(EARLIER)))).toEqual(['fp32']);
});
