import type { Clock, Log } from '../base/index.ts';
import type { Config } from '../config/index.ts';
import type { Store } from '../store/index.ts';

export type BackupDeps = {
  store: Store;
  clock: Clock;
  log: Log;
  config: Pick<Config, 'backups' | 'storage'>;
};
