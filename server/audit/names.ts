import type { Kysely } from 'kysely';
import type { Database } from '../store/index.ts';

/** How the people, keys and bots that entries name (`user:<id>`) are called now. */
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
  for (const [prefix, table] of [
    ['user:', 'users'],
    ['key:', 'api_keys'],
    ['bot:', 'bots'],
  ] as const) {
    const ids = idsOf(prefix);
    if (ids.length === 0) continue;
    const rows = await db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute();
    for (const { id, name } of rows) names.set(prefix + id, name);
  }
  return names;
}
