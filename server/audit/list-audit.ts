import type { Kysely } from 'kysely';
import type { Database } from '../store/index.ts';

export type AuditEntry = {
  sequence: number;
  at: number;
  actor: string;
  verb: string;
  subject: string;
  details: Record<string, unknown>;
};

export type ListAuditInput = {
  subject?: string;
  /** Entries older than this one. */
  before?: number;
  limit: number;
};

/** Newest first. */
export async function listAudit(
  { db }: { db: Kysely<Database> },
  { subject, before, limit }: ListAuditInput,
): Promise<AuditEntry[]> {
  let query = db.selectFrom('audit_entries').selectAll().orderBy('sequence', 'desc').limit(limit);
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (before !== undefined) query = query.where('sequence', '<', before);
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, details: JSON.parse(row.details) }));
}
