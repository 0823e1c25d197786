import { AppError, type Complaint } from '../base/index.ts';
import type { CliOutput } from './types.ts';

type Report = {
  added: number;
  changed?: number;
  alreadyThere: number;
  refused: number;
  files: readonly { file: string; kept: boolean; refused: number; complaints: readonly Complaint[] }[];
};

/**
 * Tells of every mistake on stderr, a line each, `file:line:column` first, and of what was kept on stdout.
 * @throws AppError `bad_request` when a file was refused, or nothing at all could be kept
 */
export function showImport(output: CliOutput, report: Report): void {
  for (const { file, kept, refused, complaints } of report.files) {
    for (const complaint of complaints) output.stderr(`${complaintText(complaint)}\n`);
    const told = new Set(complaints.map(({ line }) => line)).size;
    if (refused > told) output.stderr(`${file}: and ${refused - told} more rows.\n`);
    if (!kept) output.stderr(`${file}: nothing of this file was kept. Mend it, or add --keep-going.\n`);
  }
  const { added, changed, alreadyThere, refused } = report;
  const changes = changed === undefined ? [] : [`${changed} changed`];
  output.stdout(
    `${[`${added} new`, ...changes, `${alreadyThere} already there`, `${refused} refused`].join(', ')}\n`,
  );
  const isEmptyHanded = added + (changed ?? 0) + alreadyThere === 0 && refused > 0;
  const refusedFiles = report.files.filter(({ kept }) => !kept).length;
  if (isEmptyHanded || refusedFiles > 0) {
    throw new AppError(
      'bad_request',
      refusedFiles === 0
        ? 'None of the rows could be imported.'
        : `${refusedFiles} of ${report.files.length} files could not be imported.`,
    );
  }
}

function complaintText({ file, line, column, field, message }: Complaint): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return field === undefined ? `${place}: ${message}` : `${place}: ${field} ${message}`;
}
