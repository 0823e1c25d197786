import { type Kysely, sql } from 'kysely';
import { takePage } from '../base/index.ts';
import type { Database } from '../store/index.ts';
import type { AuditEntry } from './list-audit.ts';
import { NAMED, readNames } from './names.ts';

const ACTORS = new Set(['user:', 'key:']);

export type AuditFilter = {
  /** Words in what was done, to what, by whom, or in the values. */
  text?: string;
  actor?: string;
  verb?: string;
  /** Milliseconds since the epoch, both included. */
  since?: number;
  until?: number;
};

export type NamedAuditEntry = AuditEntry & {
  /** As it is called now; null when it has no name, or is gone. */
  actorName: string | null;
  subjectName: string | null;
};

type SearchInput = AuditFilter & {
  /** Entries older than this one. */
  before?: number;
  limit: number;
};

/** Newest first; `next` is the `before` of the next page. */
export async function searchAudit(
  { db }: { db: Kysely<Database> },
  { before, limit, ...filter }: SearchInput,
): Promise<{ entries: NamedAuditEntry[]; next?: number }> {
  let query = db
    .selectFrom('audit_entries')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(limit + 1);
  if (before !== undefined) query = query.where('sequence', '<', before);
  if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor);
  if (filter.verb !== undefined) query = query.where('verb', '=', filter.verb);
  if (filter.since !== undefined) query = query.where('at', '>=', filter.since);
  if (filter.until !== undefined) query = query.where('at', '<=', filter.until);
  for (const word of (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean)) {
    query = query.where(holds(word));
  }
  const { page, next } = takePage(await query.execute(), limit, ({ sequence }) => sequence);
  const names = await readNames(
    db,
    page.flatMap(({ actor, subject }) => [actor, subject]),
  );
  const entries = page.map((row) => ({
    ...row,
    details: JSON.parse(row.details),
    actorName: names.get(row.actor) ?? null,
    subjectName: names.get(row.subject) ?? null,
  }));
  return { entries, ...(next === undefined ? {} : { next }) };
}

/** Who has done anything, and what was done: for choosing from. */
export async function listAuditFacets({ db }: { db: Kysely<Database> }): Promise<{
  actors: { id: string; name: string | null }[];
  verbs: string[];
}> {
  const actors = await db.selectFrom('audit_entries').select('actor').distinct().orderBy('actor').execute();
  const verbs = await db.selectFrom('audit_entries').select('verb').distinct().orderBy('verb').execute();
  const names = await readNames(
    db,
    actors.map(({ actor }) => actor),
  );
  return {
    actors: actors.map(({ actor }) => ({ id: actor, name: names.get(actor) ?? null })),
    verbs: verbs.map(({ verb }) => verb),
  };
}

/** In the entry itself, or in the name of what it names. */
function holds(word: string) {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  const like = (column: string) => sql`lower(${sql.ref(column)}) like ${pattern} escape '\\'`;
  const own = ['verb', 'subject', 'actor', 'details'].map(like);
  const named = Object.entries(NAMED).map(([prefix, { table, found }]) => {
    const ids = sql`(select ${sql.lit(prefix)} || id from ${sql.table(table)} where ${sql.join(found.map(like), sql` or `)})`;
    return ACTORS.has(prefix) ? sql`actor in ${ids} or subject in ${ids}` : sql`subject in ${ids}`;
  });
  return sql<boolean>`(${sql.join([...own, ...named], sql` or `)})`;
}
