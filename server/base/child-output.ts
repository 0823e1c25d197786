import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Log } from './log.ts';

const MAX_LINE_LENGTH = 500;
const KEPT_LINES = 20;

/**
 * Puts what a child prints into the log, a line at a time, cut to a sane length.
 * Returns a reader of the last lines of stderr, for the report on a crash.
 */
export function captureOutput(child: ChildProcess, log: Log): () => string[] {
  const lastLines: string[] = [];
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) =>
      log.debug('child-stdout', { line: line.slice(0, MAX_LINE_LENGTH) }),
    );
  }
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const cut = line.slice(0, MAX_LINE_LENGTH);
      if (lastLines.push(cut) > KEPT_LINES) lastLines.shift();
      log.warn('child-stderr', { line: cut });
    });
  }
  return () => [...lastLines];
}
