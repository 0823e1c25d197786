import { systemClock } from '../../server/base/index.ts';
import { ADAPTED_MODULES } from '../../server/graph/index.ts';
import {
  type Adapter,
  type ModelFolder,
  type ModelsDeps,
  openGguf,
  pullModel,
} from '../../server/models/index.ts';
import type { VersionDeps } from '../../server/tuning/index.ts';
import { formulaAdapter } from './adapters.ts';
import { silentLog, type TestStore } from './store.ts';
import { tinyGgufDeps, tinyGgufFile } from './tiny-folder.ts';
import { wholeTinyLlama } from './tiny-gguf.ts';

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
  const models = tinyGgufDeps(store.dataDir, wholeTinyLlama(), 32);
  const { config, close } = openGguf(tinyGgufFile(store.dataDir));
  close();
  return {
    models,
    base: await pullModel(models, { id: 'tiny' }),
    deps: { store, clock: systemClock, log: silentLog, dataDir: store.dataDir, models, threads: 1 },
    adapter: (strength) =>
      formulaAdapter(config, { rank: RANK, alpha: strength * RANK, modules: ADAPTED_MODULES }),
  };
}
