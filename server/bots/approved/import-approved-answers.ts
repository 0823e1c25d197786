import { parse } from 'csv-parse/sync';
import { AppError, csvProblem, headerDelimiter, namedTwice, toAppError } from '../../base/index.ts';
import type { BotDeps } from '../bot.ts';
import { createApprovedAnswer } from './create-approved-answer.ts';

/** A list kept by hand; more would be a mistake of format. */
const MAX_ROWS = 2_000;
const COLUMNS: ReadonlySet<string> = new Set(['question', 'answer', 'paraphrases', 'owner', 'expires']);
/** Spreadsheets write semicolons where the comma is the decimal mark. A bar parts paraphrases, not cells. */
const DELIMITERS = [',', ';', '\t'] as const;

export type ImportApprovedInput = { actor: string; botId: string; csv: string };

/** Lines count from 1, the header's. */
export type ImportedApproved = { added: number; refused: { line: number; message: string }[] };

type Row = Record<string, string | undefined>;

/**
 * Adds each row of a CSV with the columns `question` and `answer`, and where it has them `paraphrases` (separated by `|`),
 * `owner` and `expires` (a date such as 2026-12-31, the last day it holds). A row that cannot be taken is named, the others stand.
 * @throws AppError `bad_request` when it is no such CSV, `too_large`, `not_found`
 */
export async function importApprovedAnswers(
  deps: BotDeps,
  { actor, botId, csv }: ImportApprovedInput,
): Promise<ImportedApproved> {
  const rows = readRows(csv);
  const result: ImportedApproved = { added: 0, refused: [] };
  for (const { record, line } of rows) {
    try {
      await createApprovedAnswer(deps, { actor, botId, ...contentOf(record) });
      result.added += 1;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'bad_request' && error.code !== 'conflict') throw error;
      result.refused.push({ line, message: error.message });
    }
  }
  return result;
}

function readRows(csv: string): { record: Row; line: number }[] {
  let parsed: { record: Row; info: { lines: number } }[];
  try {
    parsed = parse(csv, {
      columns: namesOf,
      bom: true,
      delimiter: headerDelimiter(csv, DELIMITERS),
      skip_empty_lines: true,
      info: true,
      relax_column_count_less: true,
    }) as unknown as typeof parsed;
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    const { why, line } = csvProblem(thrown);
    throw new AppError('bad_request', `This is not readable CSV: ${why}. Look near line ${line}.`, {
      cause: thrown,
    });
  }
  if (parsed.length > MAX_ROWS) {
    throw new AppError(
      'too_large',
      `The file has more than ${MAX_ROWS} approved answers. Split it into several.`,
    );
  }
  const first = parsed[0]?.record;
  if (first !== undefined && 'question' in first && 'answer' in first) {
    return parsed.map(({ record, info }) => ({ record, line: info.lines }));
  }
  throw new AppError(
    'bad_request',
    'The first line must name the columns, with "question" and "answer" among them, and a row must follow.',
  );
}

/** @throws AppError `bad_request` where one is named twice */
function namesOf(header: readonly string[]): string[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const twice = namedTwice(names.map((name) => (COLUMNS.has(name) ? name : undefined)));
  if (twice) throw new AppError('bad_request', twice.message);
  return names;
}

function contentOf({ question = '', answer = '', paraphrases = '', owner = '', expires = '' }: Row) {
  return {
    question,
    answer,
    paraphrases: paraphrases.split('|'),
    ...(owner.trim() === '' ? {} : { owner: owner.trim() }),
    expiresAt: expires.trim() === '' ? null : endOfDay(expires.trim()),
  };
}

function endOfDay(date: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T23:59:59.999Z`) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new AppError('bad_request', `"${date}" is not a date. Write it as 2026-12-31.`);
}
