import { type RawBuilder, sql } from 'kysely';

/**
 * True of rows in one of whose columns `text` occurs as it is written, whatever its case and the space around it. On PostgreSQL the locale of the database
 * says which letters have a case.
 */
export function holdsText(columns: readonly string[], text: string): RawBuilder<boolean> {
  const pattern = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const found = columns.map((column) => sql`lower(${sql.ref(column)}) like lower(${pattern}) escape '\\'`);
  return sql<boolean>`(${sql.join(found, sql` or `)})`;
}
