import { CsvError, parse } from 'csv-parse/sync';
import { unguardedCell } from './csv-cell.ts';
import { headerDelimiter } from './csv-delimiter.ts';
import { csvProblem } from './csv-problem.ts';
import { namedTwice } from './named-twice.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** One thing that is wrong with a file, for a person to mend. */
export type Complaint = {
  file: string;
  /** From 1. */
  line?: number;
  column?: number;
  /** Path of the field: `seed_examples[2].questions_and_answers[0].answer`. */
  field?: string;
  message: string;
};

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
  const { table: csv, delimiter, linesBefore } = beginningOf(text);
  let parsed: Parsed[];
  try {
    parsed = parse(csv, { delimiter, info: true, relax_column_count: true }) as unknown as Parsed[];
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    return { rows: [], complaints: [damaged(thrown, file, linesBefore)] };
  }
  const named = new Map(Object.entries(names));
  const header = (parsed[0]?.record ?? []).map((name) =>
    named.get(name.toLowerCase().replace(/[^\p{L}]/gu, '')),
  );
  const [missing] = required.filter((name) => !header.includes(name));
  if (missing !== undefined) {
    const message = `The first line names no column "${missing}". It should read: ${example}`;
    return { rows: [], complaints: [{ file, line: linesBefore + 1, column: 1, field: missing, message }] };
  }
  const twice = namedTwice(header);
  if (twice !== undefined) {
    const { name: field, ...where } = twice;
    return { rows: [], complaints: [{ file, line: linesBefore + 1, field, ...where }] };
  }
  const table: Table<Name> = { rows: [], complaints: [] };
  let line = linesBefore + 1 + (parsed[0]?.info.lines ?? 1);
  for (const { record: cells, info } of parsed.slice(1)) {
    const record = withoutEmptyEnd(cells, header.length);
    const row = rowOf(record, header, file, line);
    line = linesBefore + info.lines + 1;
    if (record.every((cell) => cell.trim() === '')) continue;
    const empty = required.filter((name) => row.cells[name] === undefined);
    if (record.length > header.length) table.complaints.push(tooWide(record, header, file, row.line));
    else if (empty[0] !== undefined) table.complaints.push(row.complain(empty[0], 'is empty'));
    else table.rows.push(row);
  }
  return table;
}

/** Without a mark, empty lines, and the line by which Excel names its separator, before the header. */
function beginningOf(text: string): { table: string; delimiter: string; linesBefore: number } {
  const before = /^\uFEFF?(?:[ \t]*\r?\n)*(?:sep=(.)\r?\n)?(?:[ \t]*\r?\n)*/i.exec(text);
  const table = text.slice(before?.[0].length ?? 0);
  const linesBefore = (before?.[0].match(/\n/g) ?? []).length;
  return { table, delimiter: before?.[1] ?? headerDelimiter(table, DELIMITERS), linesBefore };
}

/** Spreadsheets write the empty cells of columns that nobody named. */
function withoutEmptyEnd(record: readonly string[], width: number): readonly string[] {
  return record.slice(width).every((cell) => cell.trim() === '') ? record.slice(0, width) : record;
}

function rowOf<Name extends string>(
  record: readonly string[],
  header: readonly (Name | undefined)[],
  file: string,
  line: number,
): TableRow<Name> {
  const cells: Partial<Record<Name, string>> = {};
  for (const [index, name] of header.entries()) {
    const cell = unguardedCell(record[index]?.trim() ?? '');
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

function tooWide(
  record: readonly string[],
  header: readonly unknown[],
  file: string,
  line: number,
): Complaint {
  const message = `This row has ${record.length} cells where the first line names ${header.length} columns. Put texts that hold the separator in double quotes`;
  return { file, line, column: header.length + 1, message };
}

function damaged(error: CsvError, file: string, linesBefore: number): Complaint {
  const { lines, column } = error as CsvError & { lines?: number; column?: number | string };
  return {
    file,
    ...(typeof lines === 'number' && { line: linesBefore + lines }),
    ...(typeof column === 'number' && { column: column + 1 }),
    message: `The table is damaged: ${csvProblem(error).why}. Check the double quotes on this line.`,
  };
}
