import type { Config } from '../config/index.ts';
import type { CliDeps } from './types.ts';

/** For commands that speak to a person: the log only tells what went wrong, unless it was asked to tell more. */
export function quietConfig(deps: Pick<CliDeps, 'loadConfig'>): Config {
  const config = deps.loadConfig();
  return config.log.level === 'info' ? { ...config, log: { level: 'warn' } } : config;
}
