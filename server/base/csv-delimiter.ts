/** The one of `delimiters` that splits a table's first line into most cells; the first of them where none does. */
export function headerDelimiter(csv: string, delimiters: readonly [string, ...string[]]): string {
  const header = csv.split('\n', 1)[0] ?? '';
  const cells = (delimiter: string) => header.split(delimiter).length;
  return delimiters.reduce((best, next) => (cells(next) > cells(best) ? next : best));
}
