import type { RunEventBody } from '../contract/index.ts';
import type { Run } from '../tuning/index.ts';
import type { CliOutput } from './types.ts';

/** Without a terminal a line is written only every so many percent. */
const PLAIN_STEP_PERCENT = 10;

const SAYING: Record<Run['state'], string> = {
  waiting: 'Waiting for its turn',
  assembling: 'Gathering the data',
  estimating: 'Measuring how fast it learns',
  training: 'Training',
  preferring: 'Learning corrections',
  weighing: 'Learning from thumbs',
  merging: 'Making a version of it',
  testing: 'Testing the version',
  done: 'Done',
  failed: 'Failed',
  paused: 'Paused',
  cancelled: 'Cancelled',
};

export type TeachProgress = { show(event: RunEventBody): void; end(): void };

/** One line that follows the run on a terminal; elsewhere a plain line a stage and every tenth of it. */
export function createTeachProgress(output: CliOutput): TeachProgress {
  let state: Run['state'] | undefined;
  let shownPercent = 0;
  let notes = 0;

  function endLine(): void {
    if (output.isTerminal && state !== undefined) output.stderr('\n');
  }

  return {
    show(event) {
      if (event.type !== 'run-progressed') return;
      const { run } = event;
      const isNewState = run.state !== state;
      if (isNewState) endLine();
      for (const note of run.notes.slice(notes)) output.stderr(`${note}\n`);
      notes = Math.max(notes, run.notes.length);
      const percent = percentOf(run);
      const isDue = isNewState || percent >= shownPercent + PLAIN_STEP_PERCENT;
      if (isDue) shownPercent = isNewState ? 0 : percent;
      state = run.state;
      if (output.isTerminal) output.stderr(`\r\u001b[K${runLine(run)}`);
      else if (isDue) output.stderr(`${runLine(run)}\n`);
    },
    end() {
      endLine();
      state = undefined;
    },
  };
}

/** `Training: step 12 of 150, loss 2.31, held-out 2.40, 210 tokens/s, about 9 min left`. */
export function runLine(run: Run): string {
  const { progress } = run;
  const saying = run.isPausing ? 'Pausing after this step' : SAYING[run.state];
  if (progress === null || progress.steps === 0) return saying;
  const { step, steps, loss, heldOutLoss, margin, tokensPerSecond, etaSeconds } = progress;
  const parts = [
    `step ${step} of ${steps}`,
    ...(loss === null ? [] : [`loss ${loss.toFixed(2)}`]),
    ...(heldOutLoss === null ? [] : [`held-out ${heldOutLoss.toFixed(2)}`]),
    ...(margin === null || margin === undefined ? [] : [`margin ${margin.toFixed(2)}`]),
    ...(tokensPerSecond === null ? [] : [`${Math.round(tokensPerSecond)} tokens/s`]),
    ...(etaSeconds === null || etaSeconds < 1 ? [] : [`about ${durationText(etaSeconds)} left`]),
  ];
  return `${saying}: ${parts.join(', ')}`;
}

/** `40 s`, `9 min`. */
export function durationText(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

function percentOf({ progress }: Run): number {
  return progress === null || progress.steps === 0 ? 0 : Math.floor((progress.step / progress.steps) * 100);
}
