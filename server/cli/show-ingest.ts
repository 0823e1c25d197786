import type { IngestEvent } from '../knowledge/index.ts';
import { createProgressLine, type ProgressLine } from './progress-line.ts';
import type { CliOutput } from './types.ts';

/** Tells of every file on stderr and ends with a summary on stdout. @returns how many failed */
export async function showIngest(
  output: CliOutput,
  events: AsyncIterable<IngestEvent>,
  total: number,
): Promise<number> {
  const line = createProgressLine(output);
  let failed = 0;
  for await (const event of events) {
    if (event.type === 'finished') failed = event.failed;
    showEvent(output, line, event, total);
  }
  line.end();
  return failed;
}

function showEvent(output: CliOutput, line: ProgressLine, event: IngestEvent, total: number): void {
  switch (event.type) {
    case 'document-started':
      line.show({ label: 'Reading documents', done: event.number - 1, total });
      break;
    case 'document-failed':
      line.end();
      output.stderr(`${event.name}: ${event.message}\n`);
      break;
    case 'document-ready':
      for (const warning of event.warnings) output.stderr(`${event.name}: ${warning}\n`);
      break;
    case 'document-progressed':
      break;
    case 'finished':
      line.show({ label: 'Reading documents', done: total, total });
      line.end();
      output.stdout(`${summaryOf(event)}\n`);
      break;
  }
}

function summaryOf(event: Extract<IngestEvent, { type: 'finished' }>): string {
  const { ready, unchanged, failed, passages, elapsedMs } = event;
  const seconds = (elapsedMs / 1000).toFixed(1);
  return `${ready} ready, ${unchanged} unchanged, ${failed} failed; ${passages} passages in ${seconds} s`;
}
