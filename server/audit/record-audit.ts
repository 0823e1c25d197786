import type { Kysely } from 'kysely';
import type { Database } from '../store/index.ts';

export type NewAuditEntry = {
  /** Milliseconds since the epoch. */
  at: number;
  /** Who did it: `key:<id>`, `system:<part>`. */
  actor: string;
  /** What was done, as the verb is called: `createBot`. */
  verb: string;
  /** What it was done to: `bot:<id>`. */
  subject: string;
  /** Ids, counts and names of fields; never personal values, secrets or texts. */
  details?: Record<string, unknown>;
};

/** Writes one entry in the caller's transaction: the change and its record are kept together or not at all. */
export async function recordAudit(tx: Kysely<Database>, entry: NewAuditEntry): Promise<void> {
  const { at, actor, verb, subject, details = {} } = entry;
  await tx
    .insertInto('audit_entries')
    .values({ at, actor, verb, subject, details: JSON.stringify(details) })
    .execute();
}
