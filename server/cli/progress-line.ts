import type { CliOutput } from './types.ts';

const BAR_WIDTH = 24;
/** Without a terminal a line is written only every so many percent. */
const PLAIN_STEP_PERCENT = 25;

export type Progress = { label: string; done: number; total: number };
export type ProgressLine = { show(progress: Progress): void; end(): void };

/** One line that fills up on a terminal; elsewhere a few plain lines, fit for a log. */
export function createProgressLine(output: CliOutput): ProgressLine {
  return output.isTerminal ? createBar(output) : createPlainLines(output);
}

function createBar(output: CliOutput): ProgressLine {
  let label: string | undefined;
  let lastPercent = -1;
  function end(): void {
    if (label !== undefined) output.stderr('\n');
    label = undefined;
    lastPercent = -1;
  }
  return {
    show(progress) {
      const percent = percentOf(progress);
      if (label !== undefined && label !== progress.label) end();
      if (percent === lastPercent) return;
      label = progress.label;
      lastPercent = percent;
      const filled = Math.round((percent / 100) * BAR_WIDTH);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
      output.stderr(`\r\u001b[K${bar} ${String(percent).padStart(3)} %  ${progress.label}`);
    },
    end,
  };
}

function createPlainLines(output: CliOutput): ProgressLine {
  let label: string | undefined;
  let shown = 0;
  return {
    show(progress) {
      const percent = percentOf(progress);
      if (label !== progress.label) {
        label = progress.label;
        shown = 0;
        output.stderr(`${label} …\n`);
      }
      if (percent < shown + PLAIN_STEP_PERCENT) return;
      shown = percent;
      output.stderr(`${label}: ${percent} %\n`);
    },
    end() {
      label = undefined;
    },
  };
}

function percentOf({ done, total }: Progress): number {
  return total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0;
}
