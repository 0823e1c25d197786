import type { Clock, Log, Metrics } from '../base/index.ts';
import type { Config } from '../config/index.ts';
import type { Store } from '../store/index.ts';

export type BackupDeps = {
  store: Store;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  config: Pick<Config, 'backups' | 'storage'>;
};
