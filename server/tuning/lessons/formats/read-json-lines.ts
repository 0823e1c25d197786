import type { z } from 'zod';
import type { Complaint } from '../../../base/index.ts';
import { fieldName } from '../../../contract/index.ts';

export type JsonLines<Row> = { rows: { row: Row; line: number }[]; complaints: Complaint[] };

/**
 * Reads one JSON object a line; empty lines are passed over, and a field that is null counts as absent. The first complaint of
 * each line, with column and field.
 */
export function readJsonLines<Row>(
  text: string,
  file: string,
  {
    schema,
    sentenceOf,
  }: { schema: z.ZodType<Row>; sentenceOf: (issue: z.core.$ZodRawIssue) => string | undefined },
): JsonLines<Row> {
  const read: JsonLines<Row> = { rows: [], complaints: [] };
  for (const [index, json] of text.split('\n').entries()) {
    if (json.trim() === '') continue;
    const line = index + 1;
    const value = parseLine(json, { file, line });
    if ('complaint' in value) read.complaints.push(value.complaint);
    else {
      const parsed = schema.safeParse(withoutNulls(value.value), { error: sentenceOf });
      if (parsed.success) read.rows.push({ row: parsed.data, line });
      else read.complaints.push({ file, line, column: 1, ...firstIssue(parsed.error) });
    }
  }
  return read;
}

function parseLine(
  json: string,
  place: { file: string; line: number },
): { value: unknown } | { complaint: Complaint } {
  try {
    return { value: JSON.parse(json) };
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const message =
      'This line is not JSON. Check its quotes, commas and brackets, and write one JSON object a line.';
    return { complaint: { ...place, column: columnOfMistake(json.trimEnd()), message } };
  }
}

/** From 1: where the shortest beginning ends that nothing could make JSON. The engine does not tell of every mistake. */
function columnOfMistake(json: string): number {
  let [sound, wrong] = [0, json.length];
  while (wrong - sound > 1) {
    const middle = Math.floor((sound + wrong) / 2);
    if (couldGoOn(json.slice(0, middle))) sound = middle;
    else wrong = middle;
  }
  return wrong;
}

function couldGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (thrown) {
    const reason = String(thrown);
    const position = Number(/position (\d+)/.exec(reason)?.[1] ?? Number.NaN);
    return /end of JSON input|Unterminated string/.test(reason) || position >= beginning.length;
  }
}

/** Deeper than any field that is read. */
const MAX_DEPTH = 4;

/** Tables that were written out as JSON say null where a cell is empty. */
function withoutNulls(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === MAX_DEPTH)
    return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutNulls(field, depth + 1)]));
}

/** What helps with lines of JSON, beside the plain words for every schema. */
export function plainSentence(issue: z.core.$ZodRawIssue): string | undefined {
  return issue.code === 'invalid_type' && (issue.path ?? []).length === 0
    ? 'is no JSON object. Write one a line, and no list around them'
    : undefined;
}

function firstIssue({ issues }: z.ZodError): Pick<Complaint, 'field' | 'message'> {
  const [issue] = issues;
  const field = fieldName(issue?.path ?? []);
  return { ...(field !== '' && { field }), message: issue?.message ?? 'is not of the expected form' };
}
