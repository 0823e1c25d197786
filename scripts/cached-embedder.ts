import type { Log } from '../server/base/index.ts';
import {
  DEFAULT_EMBEDDER_ID,
  findModel,
  openEmbedder,
  type RunningEmbedder,
} from '../server/models/index.ts';

/** The embedder of a cache folder, without a cross-encoder: what scripts write does not depend on one. */
export async function openCachedEmbedder(cacheDir: string | undefined, log: Log): Promise<RunningEmbedder> {
  const model = await findModel({ cacheDir: cacheDir ?? '' }, { id: DEFAULT_EMBEDDER_ID });
  if (model !== undefined) return await openEmbedder({ log, model });
  throw new Error('The embedder is not in the cache folder: run `foyer model pull` first.');
}
