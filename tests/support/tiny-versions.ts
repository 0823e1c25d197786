import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../server/base/index.ts';
import { ADAPTED_MODULES } from '../../server/graph/index.ts';
import {
  type Adapter,
  type CatalogueEntry,
  getCatalogueEntry,
  type ModelFolder,
  type ModelsDeps,
  openGguf,
  pullModel,
} from '../../server/models/index.ts';
import type { VersionDeps } from '../../server/tuning/index.ts';
import { formulaAdapter } from './adapters.ts';
import { silentLog, type TestStore } from './store.ts';
import { wholeTinyLlama } from './tiny-gguf.ts';

const TINY: CatalogueEntry = {
  ...getCatalogueEntry('smollm2-135m-instruct'),
  id: 'tiny',
  contextTokens: 32,
  sources: [{ kind: 'folder' }],
};
export const RANK = 4;

export type TinyVersions = {
  deps: VersionDeps;
  models: ModelsDeps;
  /** As it serves, 8-bit. */
  base: ModelFolder;
  /** Different numbers, different adapters; 0 changes nothing. */
  adapter(strength: number): Adapter;
};

/** A tiny model that really runs, its weights in the store's data folder, and adapters for it. */
export async function tinyVersions(store: TestStore): Promise<TinyVersions> {
  const originals = join(store.dataDir, 'originals');
  const file = join(originals, 'tiny', 'tiny.gguf');
  mkdirSync(join(originals, 'tiny'), { recursive: true });
  writeFileSync(file, wholeTinyLlama());
  const models: ModelsDeps = {
    cacheDir: join(store.dataDir, 'cache'),
    log: silentLog,
    catalogue: [TINY],
    sources: { folder: originals },
  };
  const { config, close } = openGguf(file);
  close();
  return {
    models,
    base: await pullModel(models, { id: 'tiny' }),
    deps: { store, clock: systemClock, log: silentLog, dataDir: store.dataDir, models, threads: 1 },
    adapter: (strength) =>
      formulaAdapter(config, { rank: RANK, alpha: strength * RANK, modules: ADAPTED_MODULES }),
  };
}
