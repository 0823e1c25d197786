import { type Expression, type RawBuilder, sql } from 'kysely';
import type { Store } from '../../store/index.ts';

type Dialect = Store['dialect'];

/** A text inside a column of JSON; `path` is written in the code, never sent. */
export function jsonText(
  dialect: Dialect,
  column: Expression<string>,
  path: readonly string[],
): RawBuilder<string | null> {
  return dialect === 'sqlite'
    ? sql`json_extract(${column}, ${sql.lit(`$.${path.join('.')}`)})`
    : sql`((${column})::jsonb #>> ${sql.lit(`{${path.join(',')}}`)})`;
}

export function jsonNumber(
  dialect: Dialect,
  column: Expression<string>,
  path: readonly string[],
): RawBuilder<number | null> {
  return sql`cast(${jsonText(dialect, column, path)} as double precision)`;
}

/** The state that a conversation came to, of an event that changed it. */
export const REACHED_PERSON = ['requested', 'waiting', 'with-person'] as const;
