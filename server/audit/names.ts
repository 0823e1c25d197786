import { type Kysely, sql } from 'kysely';
import type { Database } from '../store/index.ts';

/** What entries name (`user:<id>`), where it stands, and the column that says how it is called. */
export const NAMED = {
  'user:': { table: 'users', column: 'name', found: ['name', 'email'] },
  'key:': { table: 'api_keys', column: 'name', found: ['name'] },
  'bot:': { table: 'bots', column: 'name', found: ['name'] },
  'document:': { table: 'documents', column: 'name', found: ['name', 'title'] },
  'crawl:': { table: 'crawls', column: 'start_url', found: ['start_url'] },
  'canned:': { table: 'canned_replies', column: 'shortcut', found: ['shortcut'] },
} as const;

/** How those that entries name are called now. */
export async function readNames(
  db: Kysely<Database>,
  references: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const idsOf = (prefix: string) => [
    ...new Set(
      references.filter((one) => one.startsWith(prefix)).map((reference) => reference.slice(prefix.length)),
    ),
  ];
  const names = new Map<string, string>();
  for (const [prefix, { table, column }] of Object.entries(NAMED)) {
    const ids = idsOf(prefix);
    if (ids.length === 0) continue;
    const { rows } = await sql<{ id: string; name: string }>`
      select id, ${sql.ref(column)} as name from ${sql.table(table)} where id in (${sql.join(ids)})`.execute(
      db,
    );
    for (const { id, name } of rows) names.set(prefix + id, name);
  }
  return names;
}
