import type { IngestEvent } from '../knowledge/index.ts';
import { createProgressLine, type ProgressLine } from './progress-line.ts';
import type { CliOutput } from './types.ts';

export type IngestSummary = { failed: number; text: string };

/** Tells of every file on stderr. */
export async function showIngest(
  output: CliOutput,
  events: AsyncIterable<IngestEvent>,
  total: number,
): Promise<IngestSummary> {
  const line = createProgressLine(output);
  let summary: IngestSummary = { failed: 0, text: '' };
  for await (const event of events) {
    if (event.type === 'finished') summary = { failed: event.failed, text: textOf(event) };
    showEvent(output, line, event, total);
  }
  line.end();
  return summary;
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
      break;
  }
}

function textOf(event: Extract<IngestEvent, { type: 'finished' }>): string {
  const { ready, unchanged, failed, passages, elapsedMs } = event;
  const seconds = (elapsedMs / 1000).toFixed(1);
  return `${ready} ready, ${unchanged} unchanged, ${failed} failed; ${passages} passages in ${seconds} s`;
}
