import { homedir } from 'node:os';
import { join } from 'node:path';
import { createLog, type Log } from '../../server/base/index.ts';
import {
  DEFAULT_EMBEDDER_ID,
  DEFAULT_GENERATOR_ID,
  findModel,
  type ModelFolder,
  type ModelsDeps,
  pullModel,
} from '../../server/models/index.ts';

/** The cache that `foyer` itself uses, so that tests fetch nothing a demo has fetched already. */
export function testCacheDir(): string {
  const userCache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return process.env['FOYER_CACHE'] || join(userCache, 'foyer');
}

export function testModelsDeps(
  cacheDir = testCacheDir(),
  log: Log = createLog({ level: 'warn' }),
): ModelsDeps {
  const folder = process.env['FOYER_MODEL_FOLDER'];
  const hubUrl = process.env['FOYER_HUB'];
  return { cacheDir, log, sources: { folder, ...(hubUrl ? { hubUrl } : {}) } };
}

/**
 * The real default models at 8 bits, pulled and converted on first use. Many test processes may call this at once:
 * one works, the others wait. Give a `beforeAll` that calls it some minutes, for a machine with an empty cache.
 */
export async function testModels(): Promise<{ generator: ModelFolder; embedder: ModelFolder }> {
  const [generator, embedder] = await Promise.all([testGenerator(), testEmbedder()]);
  return { generator, embedder };
}

export async function testGenerator(precision: ModelFolder['precision'] = 'q8'): Promise<ModelFolder> {
  return await pullModel(testModelsDeps(), { id: DEFAULT_GENERATOR_ID, precision });
}

export async function testEmbedder(precision: ModelFolder['precision'] = 'q8'): Promise<ModelFolder> {
  return await pullModel(testModelsDeps(), { id: DEFAULT_EMBEDDER_ID, precision });
}

/** A model that is in the cache already: what is measured waits for no download. */
export async function readyModel(id: string): Promise<ModelFolder> {
  const cacheDir = testCacheDir();
  const model = await findModel({ cacheDir }, { id });
  if (model === undefined)
    throw new Error(`${id} is not in ${cacheDir}: run \`foyer model pull ${id}\` first.`);
  return model;
}
