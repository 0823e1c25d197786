import { AppError } from '../base/index.ts';
import { runJobs } from '../jobs/index.ts';
import { getRun, pauseRun, type Run, TEACH_JOB, teachJob, watchRun } from '../tuning/index.ts';
import { createTeachProgress } from './teach-progress.ts';
import type { CliContext, CliDeps } from './types.ts';

const ACTOR = 'system:cli';

/**
 * Works on the run in this process, unless another has it already, and shows how it goes until it ends or rests.
 * SIGINT pauses it with a checkpoint.
 */
export async function workRunHere(deps: CliDeps, context: CliContext, runId: string): Promise<Run> {
  await using _worker = runJobs(context, { [TEACH_JOB]: teachJob(context.teaching) });
  const pause = () => {
    deps.output.stderr('\nPausing after this step; press again to stop at once.\n');
    void pauseRun(context, { actor: ACTOR, runId }).catch((error: unknown) => {
      context.log.warn('run-not-paused', { run: runId, error });
    });
  };
  deps.signal.addEventListener('abort', pause, { once: true });
  try {
    await followRun({ output: deps.output }, context, runId);
  } finally {
    deps.signal.removeEventListener('abort', pause);
  }
  return getRun(context, { runId });
}

/** Shows how a run goes, whoever works on it, until it ends or rests. */
export async function followRun(
  { output, signal }: Pick<CliDeps, 'output'> & Partial<Pick<CliDeps, 'signal'>>,
  context: CliContext,
  runId: string,
): Promise<void> {
  const progress = createTeachProgress(output);
  try {
    for await (const event of watchRun(context, { runId }, signal)) progress.show(event);
  } finally {
    progress.end();
  }
}

/** @throws AppError in the run's own words where it did not get to its end */
export function requireDone(run: Run): void {
  if (run.state === 'done') return;
  if (run.error) throw new AppError(run.error.code, run.error.message);
  const step = run.progress ? ` at step ${run.progress.step}` : '';
  throw new AppError(
    'cancelled',
    run.state === 'paused'
      ? `Paused${step}. Go on with: foyer teach resume ${run.id}`
      : `The run is ${run.state}.`,
  );
}
