import { createLog, createMetrics, systemClock } from '../base/index.ts';
import type { HttpDeps } from '../http/index.ts';
import { openStore } from '../store/index.ts';
import type { Setup } from './setup.ts';

type Basics = Pick<HttpDeps, 'config' | 'clock' | 'log' | 'metrics' | 'store'>;

/**
 * What everything else rests on; the database is the last to be closed.
 * @throws AppError when the database cannot be opened
 */
export async function openBasics({ config, overrides, opening }: Setup): Promise<Basics> {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLog({ level: config.log.level });
  const metrics = createMetrics();
  const { dataDir, databaseUrl } = config.storage;
  const store = overrides.store ?? opening.use(await openStore({ dataDir, databaseUrl, log }));
  return { config, clock, log, metrics, store };
}
