/**
 * A page of rows of which one more than `limit` was asked for, so that the extra one tells whether there are others.
 * `next` is the place from which the next page is asked for; absent on the last.
 */
export function takePage<Row>(
  found: readonly Row[],
  limit: number,
  placeOf: (row: Row) => number,
): { page: Row[]; next?: number } {
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return { page, ...(found.length > limit && last !== undefined && { next: placeOf(last) }) };
}
