import { type RawBuilder, sql } from 'kysely';

/**
 * True of rows in one of whose columns `text` occurs as it is written, whatever its case and the space around it. Case is folded by the database's own rule,
 * which on SQLite knows the Latin alphabet without diacritics only.
 */
export function holdsText(columns: readonly string[], text: string): RawBuilder<boolean> {
  const pattern = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const found = columns.map((column) => sql`lower(${sql.ref(column)}) like lower(${pattern}) escape '\\'`);
  return sql<boolean>`(${sql.join(found, sql` or `)})`;
}
