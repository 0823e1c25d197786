import type { ModelFolder } from '../models/index.ts';
import type { CrossEncoder } from '../tuning/index.ts';
import { createProgressLine } from './progress-line.ts';
import type { CliDeps } from './types.ts';

/** Makes it where this machine has none, with progress on stderr. */
export async function ensureCrossEncoder(deps: CliDeps, crossEncoder: CrossEncoder): Promise<ModelFolder> {
  const found = await crossEncoder.find();
  if (found) return found;
  deps.output.stderr('This machine has no cross-encoder yet and teaches itself one, once: some minutes.\n');
  const line = createProgressLine(deps.output);
  const onProgress = (progress: { done: number; total: number }) =>
    line.show({ label: 'Teaching the cross-encoder', ...progress });
  return await crossEncoder.make({ onProgress }, deps.signal).finally(line.end);
}
