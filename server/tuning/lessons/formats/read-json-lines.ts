import type { z } from 'zod';
import type { Complaint } from '../types.ts';

export type JsonLines<Row> = { rows: { row: Row; line: number }[]; complaints: Complaint[] };

/** Reads one JSON object a line; empty lines are passed over. The first complaint of each line, with column and field. */
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
      const parsed = schema.safeParse(value.value, { error: sentenceOf });
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
    return { complaint: { ...place, column, message: `This line is not JSON: ${reason}` } };
  }
}

function firstIssue({ issues }: z.ZodError): Pick<Complaint, 'field' | 'message'> {
  const [issue] = issues;
  const field = fieldName(issue?.path ?? []);
  return { ...(field !== '' && { field }), message: issue?.message ?? 'is not of the expected form' };
}

/** `seed_examples[2].context` */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? String(part) : `${name}.${String(part)}`;
  }, '');
}
