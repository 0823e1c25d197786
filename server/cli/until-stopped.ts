import { once } from 'node:events';
import type { CliDeps } from './types.ts';

/** Waits for SIGINT or SIGTERM, then says that running answers are finished first. */
export async function untilStopped(deps: Pick<CliDeps, 'signal' | 'output'>): Promise<void> {
  if (!deps.signal.aborted) await once(deps.signal, 'abort');
  deps.output.stderr('Stopping: running answers are finished first, 30 s at most.\n');
}
