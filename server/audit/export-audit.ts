import type { Kysely } from 'kysely';
import { BYTE_ORDER_MARK, csvCell } from '../base/index.ts';
import type { Database } from '../store/index.ts';
import { type AuditFilter, type NamedAuditEntry, searchAudit } from './search-audit.ts';

export type AuditFormat = 'csv' | 'jsonl';

const PAGE = 500;
const COLUMNS: Readonly<Record<string, (entry: NamedAuditEntry) => string>> = {
  number: ({ sequence }) => String(sequence),
  time: ({ at }) => new Date(at).toISOString(),
  actor: ({ actor }) => actor,
  'actor name': ({ actorName }) => actorName ?? '',
  action: ({ verb }) => verb,
  subject: ({ subject }) => subject,
  'subject name': ({ subjectName }) => subjectName ?? '',
  before: ({ details }) => text(details['before']),
  after: ({ details }) => text(details['after']),
  details: ({ details: { before: _before, after: _after, ...others } }) => text(others),
};

/** All that the filter finds, newest first, a page of lines at a time. A CSV is safe to open in a spreadsheet. */
export async function* exportAudit(
  deps: { db: Kysely<Database> },
  { format, ...filter }: AuditFilter & { format: AuditFormat },
): AsyncGenerator<string> {
  if (format === 'csv') yield `${BYTE_ORDER_MARK}${Object.keys(COLUMNS).map(csvCell).join(',')}\r\n`;
  let before: number | undefined;
  do {
    const place = before === undefined ? {} : { before };
    const { entries, next } = await searchAudit(deps, { ...filter, ...place, limit: PAGE });
    yield entries.map(format === 'csv' ? csvLine : jsonLine).join('');
    before = next;
  } while (before !== undefined);
}

function csvLine(entry: NamedAuditEntry): string {
  return `${Object.values(COLUMNS)
    .map((cellOf) => csvCell(cellOf(entry)))
    .join(',')}\r\n`;
}

function jsonLine({ at, ...entry }: NamedAuditEntry): string {
  return `${JSON.stringify({ time: new Date(at).toISOString(), ...entry })}\n`;
}

function text(value: unknown): string {
  const empty = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  return empty ? '' : JSON.stringify(value);
}
