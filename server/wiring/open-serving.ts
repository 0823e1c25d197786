import { join, resolve } from 'node:path';
import { createLimits } from '../access/index.ts';
import type { Metrics } from '../base/index.ts';
import { RunningTurns, stopAnswer } from '../chat/index.ts';
import { LiveEvents } from '../handoff/index.ts';
import { createReadiness, type HttpDeps } from '../http/index.ts';
import { ProcessLease } from '../jobs/index.ts';
import type { Setup } from './setup.ts';

const ASSETS_DIR = resolve(import.meta.dirname, '../../dist');

type ServingServices = Pick<
  HttpDeps,
  'store' | 'clock' | 'log' | 'metrics' | 'generator' | 'embedder' | 'served'
>;
type Serving = Pick<
  HttpDeps,
  'lease' | 'turns' | 'live' | 'stopAnswer' | 'limits' | 'readiness' | 'assetsDir'
>;

/** What this process keeps of those it serves: who is being answered, who looks on, how much each may ask, whether it is ready to. */
export function openServing(
  { config, overrides, opening }: Setup,
  { store, clock, log, metrics, generator, embedder, served }: ServingServices,
): Serving {
  const lockFolder = join(config.storage.dataDir, 'processes');
  const lease = opening.use(new ProcessLease({ store, clock, log, lockFolder }));
  const turns = opening.use(new RunningTurns({ maxTurns: config.models.queueLimit, ...graceOf(overrides) }));
  const live = opening.use(new LiveEvents({ store, log }));
  countServing(metrics, { turns, live });
  return {
    lease,
    turns,
    live,
    stopAnswer: (conversationId) => stopAnswer({ turns }, conversationId),
    limits: overrides.limits ?? createLimits(clock),
    readiness: createReadiness({ store, generator, embedder, log, notices: () => served.problems() }),
    assetsDir: overrides.assetsDir ?? ASSETS_DIR,
  };
}

function graceOf({ turnGraceMs }: Setup['overrides']): { graceMs?: number } {
  return turnGraceMs === undefined ? {} : { graceMs: turnGraceMs };
}

function countServing(metrics: Metrics, { turns, live }: Pick<Serving, 'turns' | 'live'>): void {
  metrics.gauge('foyer_live_streams', () => live.size);
  metrics.gauge('foyer_running_turns', () => turns.size);
  metrics.gauge('process_resident_memory_bytes', () => process.memoryUsage.rss());
}
