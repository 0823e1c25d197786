import { AppError } from '../base/index.ts';
import type { ModelFolder } from '../models/index.ts';
import { areMade, type CrossEncoder, findActiveRun } from '../tuning/index.ts';
import { createProgressLine } from './progress-line.ts';
import type { CliContext, CliDeps } from './types.ts';

/**
 * Makes it where this machine has none, with progress on stderr; waits where another process makes it.
 * @throws AppError `conflict` while a run has the machine; as `CrossEncoder.make`
 */
export async function ensureCrossEncoder(
  deps: Pick<CliDeps, 'output' | 'signal'>,
  { store }: Pick<CliContext, 'store'>,
  crossEncoder: CrossEncoder,
): Promise<ModelFolder> {
  const { output, signal } = deps;
  const found = await crossEncoder.find();
  if (found && (await areMade(crossEncoder))) return found;
  if (await crossEncoder.isBeingMade()) {
    output.stderr('Another process of this machine makes its cross-encoder; waiting until that is done.\n');
  }
  const line = createProgressLine(output);
  const onProgress = (progress: { done: number; total: number }) =>
    line.show({ label: 'Teaching itself', ...progress });
  const begin = async () => {
    await requireNoRun(store);
    output.stderr('This machine teaches itself its bi-encoder and cross-encoder, once: some minutes.\n');
  };
  return await crossEncoder.make({ onProgress, begin }, signal).finally(line.end);
}

/** Asked while the making is held: a run that begins meanwhile waits for it. */
async function requireNoRun({ db }: CliContext['store']): Promise<void> {
  const run = await findActiveRun(db);
  if (run === undefined) return;
  throw new AppError(
    'conflict',
    `Run ${run.id} of the bot "${run.bot_id}" is ${run.state}; both at once take too much memory, so wait until it is done, or pause or cancel it first.`,
  );
}
