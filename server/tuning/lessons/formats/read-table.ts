import { CsvError, parse } from 'csv-parse/sync';
import { headerDelimiter } from '../../../base/index.ts';
import type { Complaint } from '../types.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

export type TableRow<Name extends string> = {
  /** Trimmed; a cell that is empty is not there. */
  cells: Partial<Record<Name, string>>;
  line: number;
  /** A complaint about one of its cells. */
  complain(name: Name, message: string): Complaint;
};

export type Table<Name extends string> = { rows: TableRow<Name>[]; complaints: Complaint[] };

type Parsed = { record: string[]; info: { lines: number } };

/**
 * Reads CSV whose first line names the columns, with commas, semicolons, tabs or bars between the cells. `names` says what
 * each column may be called, without case, spaces and marks; others are passed over. `line` is where a record begins and
 * `column` the number of its cell, both from 1.
 */
export function readTable<Name extends string>(
  text: string,
  file: string,
  {
    names,
    required,
    example,
  }: { names: Readonly<Record<string, Name>>; required: readonly Name[]; example: string },
): Table<Name> {
  let parsed: Parsed[];
  try {
    const options = {
      delimiter: headerDelimiter(text, DELIMITERS),
      bom: true,
      info: true,
      relax_column_count: true,
    } as const;
    parsed = parse(text, { ...options, skip_empty_lines: true }) as unknown as Parsed[];
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    return { rows: [], complaints: [damaged(thrown, file)] };
  }
  const header = (parsed[0]?.record ?? []).map((name) => names[name.toLowerCase().replace(/[^\p{L}]/gu, '')]);
  const [missing] = required.filter((name) => !header.includes(name));
  if (missing !== undefined) {
    const message = `The first line names no column "${missing}". It should read: ${example}`;
    return { rows: [], complaints: [{ file, line: 1, column: 1, field: missing, message }] };
  }
  const table: Table<Name> = { rows: [], complaints: [] };
  let line = 1 + (parsed[0]?.info.lines ?? 1);
  for (const { record, info } of parsed.slice(1)) {
    const row = rowOf(record, header, file, line);
    line = info.lines + 1;
    if (record.every((cell) => cell.trim() === '')) continue;
    const empty = required.filter((name) => row.cells[name] === undefined);
    if (record.length > header.length) table.complaints.push(tooWide(record, header, file, row.line));
    else if (empty[0] !== undefined) table.complaints.push(row.complain(empty[0], 'is empty'));
    else table.rows.push(row);
  }
  return table;
}

function rowOf<Name extends string>(
  record: readonly string[],
  header: readonly (Name | undefined)[],
  file: string,
  line: number,
): TableRow<Name> {
  const cells: Partial<Record<Name, string>> = {};
  for (const [index, name] of header.entries()) {
    const cell = withoutGuard(record[index]?.trim() ?? '');
    if (name !== undefined && cell !== '') cells[name] = cell;
  }
  const complain = (field: Name, message: string) => ({
    file,
    line,
    column: header.indexOf(field) + 1,
    field,
    message,
  });
  return { cells, line, complain };
}

/** Our own tables put an apostrophe before what a spreadsheet would take for a formula. */
function withoutGuard(cell: string): string {
  return /^'[=+\-@']/.test(cell) ? cell.slice(1) : cell;
}

function tooWide(
  record: readonly string[],
  header: readonly unknown[],
  file: string,
  line: number,
): Complaint {
  const message = `This row has ${record.length} cells where the first line names ${header.length} columns. Put texts that hold the separator in double quotes`;
  return { file, line, column: header.length + 1, message };
}

function damaged(error: CsvError, file: string): Complaint {
  const { lines, column } = error as CsvError & { lines?: number; column?: number | string };
  return {
    file,
    ...(typeof lines === 'number' && { line: lines }),
    ...(typeof column === 'number' && { column: column + 1 }),
    message: `The table is damaged: ${error.message}. Check the double quotes on this line.`,
  };
}
