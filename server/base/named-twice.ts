/** Why a table cannot be read whose first line names a column twice, or in two ways; undefined where it does not. `header` has what each cell means. */
export function namedTwice<Name extends string>(
  header: readonly (Name | undefined)[],
): { name: Name; column: number; message: string } | undefined {
  for (const [index, name] of header.entries()) {
    const first = header.indexOf(name);
    if (name === undefined || first === index) continue;
    const message = `Columns ${first + 1} and ${index + 1} of the first line are both read as "${name}". Remove or rename one of them.`;
    return { name, column: index + 1, message };
  }
  return undefined;
}
