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
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const position = /position (\d+)/.exec(reason)?.[1];
    const column = position === undefined ? json.trimEnd().length : Number(position) + 1;
    const message =
      'This line is not JSON. Check its quotes, commas and brackets, and write one JSON object a line.';
    return { complaint: { ...place, column, message } };
  }
}

/** Tables that were written out as JSON say null where a cell is empty. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutNulls(field)]));
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
