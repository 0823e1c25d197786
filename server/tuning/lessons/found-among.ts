import { chunks } from '../../base/index.ts';

/** Values a statement; PostgreSQL takes 65,535 parameters, SQLite 32,766. */
const AT_ONCE = 500;

/** Those of the values that `find` finds, asked some at a time. */
export async function foundAmong(
  values: readonly string[],
  find: (some: readonly string[]) => Promise<readonly { value: string }[]>,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const some of chunks(values, AT_ONCE)) for (const { value } of await find(some)) found.add(value);
  return found;
}
