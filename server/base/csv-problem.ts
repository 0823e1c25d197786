const TOO_MANY_CELLS = 'a row has more cells than the first line names columns';
const BEHIND_QUOTE = 'something stands behind a closing double quote';

/** By the codes of csv-parse. */
const WORDS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a double quote is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE: BEHIND_QUOTE,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: BEHIND_QUOTE,
  INVALID_OPENING_QUOTE: 'a double quote stands inside a cell that does not begin with one',
  CSV_MAX_RECORD_SIZE: 'a row is too long, most likely for want of a closing double quote',
  CSV_RECORD_INCONSISTENT_COLUMNS: TOO_MANY_CELLS,
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: TOO_MANY_CELLS,
};

/** What is wrong with a table, in plain words, and the line (from 1) where that was noticed. */
export function csvProblem(thrown: unknown): { why: string; line: number } {
  const { code, lines } = Object(thrown) as { code?: unknown; lines?: unknown };
  return {
    why: WORDS[String(code)] ?? 'its rows cannot be told apart',
    line: typeof lines === 'number' ? lines : 1,
  };
}
